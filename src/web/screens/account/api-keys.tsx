import { Button, Modal } from 'antd'
import { useState } from 'react'
import { listKeys, revokeKey } from '../../../areas/accounts/contract/api-keys.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useSession } from '../../api/session.ts'
import { usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { dayOfInstant, shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StateTag } from '../../ui/states.tsx'
import { useScopeWord } from './key-scope-choice.tsx'
import { MakeKey } from './make-key.tsx'

type ApiKey = ReplyOf<typeof listKeys>['items'][number]

/** One's own API keys: how each stands, a way to make one and to end one. Absent for somebody without a role or a key. */
export const ApiKeys = () => {
  const say = useWords('keys')
  const ui = useWords('ui')
  const roles = useSession()?.roles ?? []
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<ApiKey | null>(null)
  const read = usePages(listKeys, { query: { limit: 10 } })
  const empty = read.loaded && read.items.length === 0
  if (empty && roles.length === 0) return null
  const act = roles.length > 0 && <Button onClick={() => setMaking(true)}>{say('make')}</Button>
  return (
    <section className="block" aria-labelledby="api-keys">
      <div className="block-head">
        <h2 id="api-keys">{say('title')}</h2>
        {!empty && act}
      </div>
      <p className="block-lead">{say('lead')}</p>
      {read.error && <ProblemNotice error={read.error} again={read.again} />}
      {!read.error && !read.loaded && <Loading lines={2} />}
      {empty && <EmptyState small title={say('empty')} text={say('emptyText')} act={act} />}
      {read.items.length > 0 && (
        <ul className="lines">
          {read.items.map((one) => (
            <Line key={one.id} apiKey={one} revoke={() => setEnding(one)} />
          ))}
        </ul>
      )}
      {read.more && (
        <Button onClick={read.readMore} loading={read.fetching}>
          {ui('showMore')}
        </Button>
      )}
      {making && <MakeKey roles={roles} close={() => setMaking(false)} />}
      {ending && <Revoke apiKey={ending} close={() => setEnding(null)} />}
    </section>
  )
}

const Line = ({ apiKey, revoke }: { apiKey: ApiKey; revoke: () => void }) => {
  const say = useWords('keys')
  const shell = useWords('shell')
  const scopeWord = useScopeWord()
  const language = useLanguage()
  const { state } = apiKey
  const over = state === 'revoked' || state === 'expired'
  const acting = [
    eitherName(language, apiKey.organisationName ?? '', apiKey.organisationNameEn ?? ''),
    shell(`role-${apiKey.role}`),
  ]
  const facts = [
    say('endsWith', { hint: apiKey.hint }),
    apiKey.revokedAt
      ? say('revokedAt', { at: dayOfInstant(apiKey.revokedAt) })
      : say('validUntil', { on: apiKey.expiresOn }),
    apiKey.lastUsedAt ? say('lastUsed', { at: shortInstant(apiKey.lastUsedAt) }) : say('neverUsed'),
  ]
  return (
    <li>
      <div>
        <strong>{apiKey.name}</strong>
        <div>{acting.filter(Boolean).join(' · ')}</div>
        <div className="hint">
          {say('scopes')}
          {say('colon')}
          {apiKey.scopes.map(scopeWord).join(say('comma'))}
        </div>
        <div className="hint">{facts.join(' · ')}</div>
        {state === 'stopped' && <div className="hint">{say('stoppedText')}</div>}
      </div>
      <div className="lines-acts">
        <StateTag state={`key.${state}`} />
        {!over && (
          <Button aria-label={`${say('revoke')} ${apiKey.name}`} onClick={revoke}>
            {say('revoke')}
          </Button>
        )}
      </div>
    </li>
  )
}

const Revoke = ({ apiKey, close }: { apiKey: ApiKey; close: () => void }) => {
  const say = useWords('keys')
  const ui = useWords('ui')
  const act = useCommand(revokeKey, {
    done: () => {
      announce(say('revoked'))
      close()
    },
  })
  return (
    <Modal
      open
      title={say('revokeTitle', { name: apiKey.name })}
      okText={say('revoke')}
      cancelText={ui('cancel')}
      okButtonProps={{ danger: true, loading: act.busy }}
      onOk={() => act.send({ params: { keyId: apiKey.id } })}
      onCancel={close}
    >
      <p className="confirm-text">{say('revokeText')}</p>
      <ProblemNotice error={act.error} />
    </Modal>
  )
}
