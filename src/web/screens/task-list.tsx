import type { UseQueryResult } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export interface Task {
  readonly key: string
  readonly link: ReactNode
  readonly note?: ReactNode
}

export interface TaskListProps {
  readonly title: string
  readonly tasks: readonly Task[] | undefined
  readonly error: unknown
  /** True when the list goes on beyond what is shown. */
  readonly more: boolean
  readonly all: { readonly to: LinkProps['to']; readonly search?: Record<string, string> }
}

/** A list that is still being read. The board appears when none is left: lists that came one by one would push each other about. */
export const Awaited = () => <span className="task-awaited" hidden />

/** Things of one kind that wait for the reader; nothing is drawn where nothing waits. */
export const TaskList = ({ title, tasks, error, more, all }: TaskListProps) => {
  const say = useWords('tasks')
  if (error) return <ProblemNotice error={error} />
  if (tasks === undefined) return <Awaited />
  if (tasks.length === 0) return null
  return (
    <section className="tasks">
      <div className="block-head">
        <h2>
          {title} <span className="tasks-count">{more ? `${tasks.length}+` : tasks.length}</span>
        </h2>
        <Link
          to={all.to}
          {...(all.search ? { search: all.search as never } : {})}
          aria-label={`${say('seeAll')}: ${title}`}
        >
          {say('seeAll')}
        </Link>
      </div>
      <ul className="lines">
        {tasks.map((task) => (
          <li key={task.key}>
            <div>{task.link}</div>
            <div className="hint">{task.note}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ListTasksProps<T> extends Pick<TaskListProps, 'title' | 'all'> {
  readonly read: UseQueryResult<{ readonly items: readonly T[]; readonly next?: string | null }>
  readonly task: (item: T) => Task
}

/** The same where everything that was read waits. */
export const ListTasks = <T,>({ title, read, all, task }: ListTasksProps<T>) => (
  <TaskList
    title={title}
    tasks={read.data?.items.map(task)}
    error={read.error}
    more={Boolean(read.data?.next)}
    all={all}
  />
)
