import { Link } from '@tanstack/react-router'
import { listDeclarations } from '../../../areas/declarations/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { TaskList } from '../task-list.tsx'

const shown = 5

/** Declarations whose next act is the reader's, the earliest last day first. */
export const DeclarationTasks = () => {
  const say = useWords('declarations')
  const either = useEitherName()
  const mine = useActingRole()?.role === 'professional'
  const read = useAsk(listDeclarations, { query: { waiting: true, limit: shown } })
  const tasks = read.data?.items.map((one) => {
    const fill = { person: one.personName, kind: either(one.kindName.zh, one.kindName.en) }
    return {
      key: one.id,
      link: (
        <Link to="/declarations/$declarationId" params={{ declarationId: one.id }}>
          {one.title || say('noTitle')}
        </Link>
      ),
      note: one.dueOn
        ? say(one.late ? 'taskLate' : 'taskDue', { ...fill, day: one.dueOn })
        : say('taskNote', fill),
    }
  })
  return (
    <TaskList
      title={say(mine ? 'mineWaiting' : 'tasks')}
      tasks={tasks}
      error={read.error}
      more={Boolean(read.data?.next)}
      all={{ to: '/declarations', search: { which: 'waiting' } }}
    />
  )
}
