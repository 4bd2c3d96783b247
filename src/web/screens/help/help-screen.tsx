import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useActingRole } from '../../api/session.ts'
import { SearchInput } from '../../forms/search-input.tsx'
import { useLabel, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { type Topic, topicsForAll, topicsOf, withLabels } from './topics.ts'
import './help.css'

interface Answered extends Topic {
  readonly title: string
  readonly steps: readonly string[]
}

/** What the role one acts in can do here, step by step, and what holds for everybody. */
export const HelpScreen = () => {
  const say = useWords('help')
  const shell = useWords('shell')
  const label = useLabel()
  const role = useActingRole()?.role
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const answered = (topics: readonly Topic[]): Answered[] =>
    topics
      .map((topic) => ({
        ...topic,
        title: say(topic.word),
        steps: withLabels(say(`${topic.word}-how`), label).split('\n'),
      }))
      .filter(({ title, steps }) => `${title} ${steps.join(' ')}`.toLowerCase().includes(wanted))
  const own = answered(role ? topicsOf[role] : [])
  const forAll = answered(topicsForAll)
  const found = own.length + forAll.length
  return (
    <div className="help">
      <PageHeader title={say('title')} lead={role && say('leadFor', { role: shell(`role-${role}`) })} />
      <SearchInput
        value={typed}
        placeholder={say('search')}
        aria-label={say('search')}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="for-readers" role="status">
        {wanted === '' ? '' : say('found', { count: found })}
      </p>
      {own.map((topic) => (
        <TopicCard key={topic.word} topic={topic} />
      ))}
      {forAll.length > 0 && <h2>{say('everybody')}</h2>}
      {forAll.map((topic) => (
        <TopicCard key={topic.word} topic={topic} />
      ))}
      {found === 0 && (
        <EmptyState
          title={say('none')}
          text={say('noneText')}
          act={<Button onClick={() => setTyped('')}>{say('clear')}</Button>}
        />
      )}
    </div>
  )
}

const TopicCard = ({ topic }: { topic: Answered }) => {
  const say = useWords('help')
  return (
    <details className="help-topic" id={topic.word}>
      <summary>{topic.title}</summary>
      <ol>
        {topic.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {topic.to && (
        <p>
          <Link to={topic.to}>{say('open')}</Link>
        </p>
      )}
    </details>
  )
}
