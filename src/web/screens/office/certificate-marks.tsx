import { Button, Input, Modal, Radio, Space } from 'antd'
import { useId, useState } from 'react'
import {
  certificateSpecimen,
  endCertificateMark,
  readCertificateMarks,
  setCertificateMark,
} from '../../../areas/certificates/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { addressOf } from '../../api/call.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { today } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { Upload } from '../../ui/upload.tsx'
import { marksToEnd } from './marks-to-end.ts'

type Kind = 'seal' | 'signature'

/** The office's seal and signature as images, dated; a specimen shows what certificates will look like. */
export const CertificateMarks = ({ programmeId }: { programmeId: string }) => {
  const say = useWords('certificates')
  const ui = useWords('ui')
  const [open, setOpen] = useState<'set' | 'end' | null>(null)
  const read = useAsk(readCertificateMarks, { params: { programmeId } })
  const endable = marksToEnd(read.data?.items ?? [], today())
  const maySet = read.data?.may['certificate-rule.set'] === true
  return (
    <section className="block" aria-labelledby="certificate-marks">
      <div className="block-head">
        <h2 id="certificate-marks">{say('marksTitle')}</h2>
        <Space wrap>
          <Button
            href={addressOf(certificateSpecimen, { params: { programmeId }, query: {} })}
            target="_blank"
            rel="noopener"
          >
            {say('markSpecimen')}
          </Button>
          {maySet && endable.size > 0 && <Button onClick={() => setOpen('end')}>{say('markEnd')}</Button>}
          {maySet && <Button onClick={() => setOpen('set')}>{say('markSet')}</Button>}
        </Space>
      </div>
      <p className="block-lead">{say('marksLead')}</p>
      <Reading of={read} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{say('markEmpty')}</p>
          ) : (
            <ul className="lines">
              {items.map((mark) => (
                <li key={`${mark.kind} ${mark.from}`}>
                  <div>
                    {ui('labelled', {
                      name: say(`mark.${mark.kind}`),
                      text: mark.image === null ? say('markNone') : mark.signatory || say('markGiven'),
                    })}
                  </div>
                  <span>{ui('periodOpen', { from: mark.from })}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
      {open !== null && (
        <MarkDialog
          programmeId={programmeId}
          {...(open === 'end' ? { ending: endable } : {})}
          close={() => setOpen(null)}
        />
      )}
    </section>
  )
}

const MarkDialog = ({
  programmeId,
  ending,
  close,
}: {
  programmeId: string
  /** Kinds there is something to end of, each with the first day it can be ended from; absent where an image is set. */
  ending?: ReadonlyMap<Kind, string>
  close: () => void
}) => {
  const say = useWords('certificates')
  const id = useId()
  const client = useQueryClient()
  const kinds: readonly Kind[] = ending ? [...ending.keys()] : ['seal', 'signature']
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'seal')
  const [from, setFrom] = useState(ending?.get(kind) ?? today())
  const [signatory, setSignatory] = useState('')
  const end = useCommand(endCertificateMark, {
    done: () => {
      announce(say('markEnded'))
      close()
    },
  })
  const params = { programmeId }
  const needsName = !ending && kind === 'signature'
  return (
    <Modal
      open
      title={say(ending ? 'markEnd' : 'markSet')}
      onCancel={close}
      okText={say('markEnd')}
      okButtonProps={{ loading: end.busy }}
      onOk={() => end.send({ params, body: { kind, from } })}
      {...(ending ? {} : { footer: null })}
    >
      {ending && <p className="confirm-text">{say('markEndText')}</p>}
      <div className="copy-line">
        <Radio.Group
          aria-label={say('markKind')}
          value={kind}
          onChange={(event) => {
            const chosen = event.target.value as Kind
            setKind(chosen)
            if (ending) setFrom(ending.get(chosen) ?? today())
          }}
          options={kinds.map((value) => ({ value, label: say(`mark.${value}`) }))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-from`}>{say('markFrom')}</label>
        <Input
          id={`${id}-from`}
          type="date"
          required
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </div>
      {needsName && (
        <div className="field">
          <label htmlFor={`${id}-signatory`}>{say('markSignatory')}</label>
          <Input
            id={`${id}-signatory`}
            value={signatory}
            maxLength={40}
            aria-describedby={`${id}-help`}
            onChange={(event) => setSignatory(event.target.value)}
          />
          <p className="hint" id={`${id}-help`}>
            {say('markSignatoryHelp')}
          </p>
        </div>
      )}
      {!ending &&
        (from === '' || (needsName && signatory.trim() === '') ? (
          <p className="hint">{say('markSignatoryFirst')}</p>
        ) : (
          <Upload
            endpoint={setCertificateMark}
            ask={{ params, query: { kind, from, ...(needsName ? { signatory: signatory.trim() } : {}) } }}
            accept=".png"
            title={say('markDrop')}
            help={say('markHelp')}
            done={() => {
              announce(say('markSaved'))
              void client.invalidateQueries()
              close()
            }}
          />
        ))}
      <ProblemNotice error={end.error} />
    </Modal>
  )
}
