import { create } from 'qrcode'
import { useEffect, useState, type ReactNode } from 'react'
import type { checkReceipt } from '../../areas/exams/contract.ts'
import type { ReplyOf } from '../../wire/endpoint.ts'
import type { AttemptInfo, Submission } from '../exam-state.ts'
import type { Outcome, Transport } from '../transport.ts'
import type { Word } from '../words.ts'
import { instantText, useWords } from './display.tsx'
import { Leave, type WayOut } from './leave.tsx'
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

/** Draws a QR code as one path, sharp at every size. */
const QrCode = ({ text, label }: { text: string; label: string }): ReactNode => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const cells: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) cells.push(`M${column} ${row}h1v1h-1z`)
    }
  }
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${modules.size + 8} ${modules.size + 8}`}
      shapeRendering="crispEdges"
    >
      <rect x="-4" y="-4" width={modules.size + 8} height={modules.size + 8} fill="#fff" />
      <path d={cells.join('')} fill="#000" />
    </svg>
  )
}

type Found = ReplyOf<typeof checkReceipt>

/** Anybody with a receipt code sees that the centre has that exam, and nothing about whose it is. */
export const ReceiptCheck = ({ transport, code }: { transport: Transport; code: string }): ReactNode => {
  const { t, either, language } = useWords()
  const [typed, setTyped] = useState(code)
  const [asked, setAsked] = useState(code)
  const [outcome, setOutcome] = useState<Outcome<Found> | null>(null)
  useEffect(() => {
    let current = true
    if (asked === '') return undefined
    void transport
      .send<Found>('GET', `/api/v1/exam-receipts/${encodeURIComponent(asked)}`)
      .then((answer) => current && setOutcome(answer))
    return () => {
      current = false
    }
  }, [transport, asked])
  const found = outcome?.kind === 'done' ? outcome.value : null
  const fault =
    outcome?.kind === 'refused' ? outcome.title : outcome?.kind === 'unreachable' ? t('cannotReach') : null
  return (
    <Sheet title={t('checkReceipt')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(typed.trim())
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
