import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { askForCode } from '../../areas/accounts/contract/sent-codes.ts'
import type { BodyOf, ReplyOf } from '../../wire/endpoint.ts'
import { call } from '../api/call.ts'
import type { Language } from '../i18n/language.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'

type Purpose = BodyOf<typeof askForCode>['purpose']

/** A code or link that was asked for in this page. */
export interface Asked extends ReplyOf<typeof askForCode> {
  readonly signIn: string
  /** Milliseconds of this page's clock. */
  readonly againAt: number
}

/** Asks for a code or a link. Where nothing was sent because the last is too fresh, the id told with that one still stands. */
export const askFor = async (
  purpose: Purpose,
  signIn: string,
  more: { readonly before?: Asked; readonly language?: Language } = {},
): Promise<Asked> => {
  const { before, language } = more
  const reply = await call(askForCode, { body: { purpose, signIn, ...(language ? { language } : {}) } })
  const codeId = !reply.sent && before?.signIn === signIn ? before.codeId : reply.codeId
  return { ...reply, codeId, signIn, againAt: performance.now() + reply.againSeconds * 1000 }
}

const secondsUntil = (at: number): number => Math.max(0, Math.ceil((at - performance.now()) / 1000))

/** Seconds left until then, counted down on screen. */
const useSecondsUntil = (at: number): number => {
  const [seconds, setSeconds] = useState(() => secondsUntil(at))
  useEffect(() => {
    const tick = (): void => setSeconds(secondsUntil(at))
    tick()
    const ticking = setInterval(tick, 500)
    return () => clearInterval(ticking)
  }, [at])
  return seconds
}

/** The way to another message, once the last is old enough. */
export const SendAgain = ({
  purpose,
  asked,
  onAsked,
}: {
  purpose: Purpose
  asked: Asked
  onAsked: (asked: Asked) => void
}) => {
  const say = useWords('sentCodes')
  const language = useLanguage()
  const seconds = useSecondsUntil(asked.againAt)
  const [busy, setBusy] = useState(false)
  const [again, setAgain] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      const next = await askFor(purpose, asked.signIn, { before: asked, language })
      setAgain(next.sent)
      onAsked(next)
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="send-again">
      <ProblemNotice error={error} />
      <Button disabled={seconds > 0} loading={busy} onClick={() => void send()}>
        {seconds > 0 ? say('sendAgainIn', { seconds }) : say('sendAgain')}
      </Button>
      <span role="status">{again && say('sentAgain')}</span>
    </div>
  )
}
