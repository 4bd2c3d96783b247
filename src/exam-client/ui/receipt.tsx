import { useEffect, useState, type ReactNode } from 'react'
import type { checkReceipt } from '../../areas/exams/contract.ts'
import type { ReplyOf } from '../../wire/endpoint.ts'
import type { AttemptInfo, Submission } from '../exam-state.ts'
import type { Outcome, Transport } from '../transport.ts'
import type { Word } from '../words.ts'
import { instantText, useWords } from './display.tsx'
import { Leave, type WayOut } from './leave.tsx'
import { QrCode } from './qr-code.tsx'
import { Sheet } from './sheet.tsx'

const titles: Record<Submission['by'], Word> = {
  candidate: 'handedInTitle',
  time: 'handedInTime',
  invigilator: 'handedInInvigilator',
}

/** The end: one code to take away, as text and as a picture, and where it can be checked. */
export const Receipt = ({
  info,
  submission,
  wayOut,
}: {
  info: AttemptInfo
  submission: Submission
  wayOut: WayOut
}): ReactNode => {
  const { t, either, language } = useWords()
  const address = `${location.origin}/exam?receipt=${submission.receipt}`
  return (
    <Sheet title={t(titles[submission.by])} tone="good">
      <p>
        {either(info.title, info.titleEn)} · {info.candidate.name}{' '}
        <span className="number">{info.candidate.ticketNumber}</span>
      </p>
      <p className="receipt">
        <span className="help">{t('receiptCode')}</span>
        <strong className="number">{submission.receipt}</strong>
      </p>
      <p>
        {t('receiptAt', {
          time: instantText(submission.submittedAt, info.zone, language),
          answered: submission.answered,
          count: submission.questions,
        })}
      </p>
      <Late late={submission.late} />
      <QrCode text={address} label={t('qrLabel')} />
      <p className="address">{address}</p>
      <p className="emphasis">{t('keepReceipt')}</p>
      <button type="button" className="no-print" onClick={() => window.print()}>
        {t('print')}
      </button>{' '}
      <Leave wayOut={wayOut} />
    </Sheet>
  )
}

/** What became of answers that arrived after the end. */
const Late = ({ late }: Pick<Submission, 'late'>): ReactNode => {
  const { t } = useWords()
  const told: readonly [Word, number][] = late
    ? [
        ['lateCounted', late.counted],
        ['lateUndecided', late.undecided],
        ['lateRefused', late.refused],
      ]
    : []
  return told.map(([word, count]) => count > 0 && <p key={word}>{t(word, { count })}</p>)
}

type Found = ReplyOf<typeof checkReceipt>

/** Anybody with a receipt code sees that the centre has that exam, and nothing about whose it is. */
export const ReceiptCheck = ({ transport, code }: { transport: Transport; code: string }): ReactNode => {
  const { t, either, language } = useWords()
  const [typed, setTyped] = useState(code)
  // An object: asking for the same code once more is asking.
  const [asked, setAsked] = useState({ code })
  const [outcome, setOutcome] = useState<Outcome<Found> | null>(null)
  useEffect(() => {
    let current = true
    if (asked.code === '') return undefined
    setOutcome(null)
    void transport
      .send<Found>('GET', `/api/v1/exam-receipts/${encodeURIComponent(asked.code)}`, undefined, ['receipt'])
      .then((answer) => current && setOutcome(answer))
    return () => {
      current = false
    }
  }, [transport, asked])
  const found = outcome?.kind === 'done' ? outcome.value : null
  const fault = outcome && outcome.kind !== 'done' ? (outcome.title ?? t('cannotReach')) : null
  return (
    <Sheet title={t('checkReceipt')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked({ code: typed.trim() })
        }}
      >
        <label htmlFor="receipt">{t('receiptCode')}</label>
        <input
          id="receipt"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          spellCheck={false}
          autoComplete="off"
        />
        <button type="submit" className="primary">
          {t('check')}
        </button>
      </form>
      <div role="status">
        {fault && <p className="fault">{fault}</p>}
        {found && (
          <>
            <h2>✓ {t('receiptFound')}</h2>
            <p className="receipt">
              <strong className="number">{found.receipt}</strong>
            </p>
            <p>{either(found.title, found.titleEn)}</p>
            <p>
              {t('receiptAt', {
                time: instantText(found.submittedAt, found.zone, language),
                answered: found.answered,
                count: found.questions,
              })}
            </p>
          </>
        )}
      </div>
      <p className="no-print">
        <a className="way" href="/">
          {t('toHome')}
        </a>
      </p>
    </Sheet>
  )
}
