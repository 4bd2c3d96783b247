import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { checkCredential, outsideParts } from '../../../areas/certificates/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { bakedBadge } from '../../../verify/baked-badge.ts'
import { useCommand } from '../../api/use-command.ts'
import { outsideInstant } from '../../i18n/dates.ts'
import { useWords, type Word } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

type Checked = ReplyOf<typeof checkCredential>

const mostCharacters = 1_000_000

/** Digital credentials of other systems: pasted or chosen, with the verdict and the parts it rests on. */
export const CredentialCheckScreen = () => {
  const say = useWords('certificates')
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [noBadge, setNoBadge] = useState(false)
  const [tooLarge, setTooLarge] = useState(false)
  const check = useCommand(checkCredential, { refresh: false })
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    const bytes = new Uint8Array(await chosen.arrayBuffer())
    const baked = await bakedBadge(bytes)
    put(baked === undefined ? new TextDecoder().decode(bytes) : (baked ?? ''))
    setNoBadge(baked === null)
    if (file.current) file.current.value = ''
  }
  const put = (value: string) => {
    setNoBadge(false)
    check.forget()
    setTooLarge(value.length > mostCharacters)
    setText(value.length > mostCharacters ? '' : value)
  }
  return (
    <>
      <PageHeader title={say('outsideTitle')} lead={say('outsideLead')} />
      <section
        className="block"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          void take(event.dataTransfer.files[0])
        }}
      >
        <label className="field-label" htmlFor={id}>
          <span>{say('outsideText')}</span>
          <span className="field-help">{say('outsideTextHelp')}</span>
        </label>
        <Input.TextArea
          id={id}
          rows={8}
          value={text}
          spellCheck={false}
          onChange={(event) => put(event.target.value)}
        />
        <p className="copy-line">
          <input
            ref={file}
            className="for-readers"
            type="file"
            accept=".json,.jsonld,.jwt,.txt,.vc,.png,.svg"
            aria-label={say('outsideFile')}
            tabIndex={-1}
            onChange={(event) => void take(event.target.files?.[0])}
          />
          <Button
            type="primary"
            disabled={text.trim() === ''}
            loading={check.busy}
            onClick={() => check.send({ body: { text } })}
          >
            {say('outsideCheck')}
          </Button>{' '}
          <Button onClick={() => file.current?.click()}>{say('outsideFile')}</Button>
        </p>
        {noBadge && <p className="note note-amber">{say('outsideNoBadge')}</p>}
        {tooLarge && <p className="note note-cinnabar">{say('outsideTooLarge')}</p>}
        <ProblemNotice error={check.error} />
      </section>
      <div role="status">
        {check.reply ? <Result told={check.reply} /> : <p className="hint">{say('outsideEmpty')}</p>}
      </div>
    </>
  )
}

const looks = {
  valid: 'note note-green',
  invalid: 'note note-cinnabar',
  'cannot-check': 'note note-amber',
} as const

const Result = ({ told }: { told: Checked }) => {
  const say = useWords('certificates')
  const says = told.says
  const facts: readonly (readonly [Word<'certificates'>, string | null])[] = says
    ? [
        ['outsideName', says.title],
        ['holder', says.holder],
        ['outsideIssuer', [says.issuerName, says.issuer].filter((one) => one !== null).join(' · ')],
        ['outsideFrom', outsideInstant(says.from)],
        ['outsideUntil', outsideInstant(says.until)],
      ]
    : []
  return (
    <>
      <section className={looks[told.verdict]}>
        <div>
          <h2>{say(`outside.${told.verdict}`)}</h2>
          <p>{say(`outside.${told.verdict}.text`)}</p>
        </div>
      </section>
      <section className="block" aria-label={say('outsideReasons')}>
        <dl className="facts">
          {outsideParts.map((part) => (
            <div key={part} style={{ display: 'contents' }}>
              <dt>{say(`part.${part}`)}</dt>
              <dd>{say(`found.${told.parts[part]}`)}</dd>
            </div>
          ))}
        </dl>
        <ul className="reasons">
          {told.faults.map((fault) => (
            <li key={`${fault.pointer} ${fault.code}`}>
              {fault.message} <code className="hint">{fault.pointer}</code>
            </li>
          ))}
        </ul>
      </section>
      {says && (
        <section className="block" aria-labelledby="says">
          <h2 id="says">{say('outsideSays')}</h2>
          <dl className="facts">
            {facts.map(([word, value]) =>
              value === null || value === '' ? null : (
                <div key={word} style={{ display: 'contents' }}>
                  <dt>{say(word)}</dt>
                  <dd>{value}</dd>
                </div>
              ),
            )}
          </dl>
        </section>
      )}
    </>
  )
}
