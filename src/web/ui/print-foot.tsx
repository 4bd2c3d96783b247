import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { shortInstant } from '../i18n/dates.ts'
import { useWords } from '../i18n/words.ts'

/** What paper needs and a screen does not: where the record is, as text and as a code, when it was printed, room for a seal. */
export const PrintFoot = () => {
  const say = useWords('ui')
  const path = useRouterState({ select: (state) => state.location.publicHref })
  const [printedAt, setPrintedAt] = useState('')
  const address = `${location.origin}${path}`
  const code = useCode(address)
  useEffect(() => {
    const note = () => setPrintedAt(shortInstant(new Date().toISOString()))
    note()
    addEventListener('beforeprint', note)
    return () => removeEventListener('beforeprint', note)
  }, [path])
  return (
    <footer className="print-foot print-only">
      {code && (
        <svg viewBox={`0 0 ${code.size} ${code.size}`} width="72" height="72" aria-hidden="true">
          <path d={code.path} fill="currentColor" />
        </svg>
      )}
      <p>
        {address}
        <br />
        {say('printedAt', { at: printedAt })}
      </p>
      <p className="print-seal">{say('sealPlace')}</p>
    </footer>
  )
}

interface Code {
  readonly size: number
  readonly path: string
}

/** The address as a QR code; made when the browser is idle, for paper is rare and the screen should not wait for it. */
const useCode = (text: string): Code | null => {
  const [code, setCode] = useState<Code | null>(null)
  useEffect(() => {
    let wanted = true
    const make = async () => {
      const { create } = await import('qrcode')
      const { modules } = create(text, { errorCorrectionLevel: 'M' })
      if (wanted) setCode({ size: modules.size, path: pathOf(modules) })
    }
    const timer = setTimeout(() => void make(), 2000)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [text])
  return code
}

const pathOf = ({ size, data }: { readonly size: number; readonly data: Uint8Array }): string =>
  Array.from(data, (dark, index) =>
    dark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  ).join('')
