import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { demoSignIns } from '../../../areas/accounts/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { isProblem } from '../../api/problem-error.ts'
import { signIn } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { SignInForm, type PasswordGiven } from '../../forms/sign-in-form.tsx'
import { useWords, type Word } from '../../i18n/words.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useView } from '../../ui/table/view.ts'
import { CodeSignIn } from './code-sign-in.tsx'
import { SignOnButton, SignOnDoor } from './sign-on-door.tsx'
import { Door } from './door.tsx'

type Card = ReplyOf<typeof demoSignIns>['signIns'][number]

/** The door: sign-in, and in a demonstration who one can be, what to try, and how to begin anew. */
export const SignInScreen = () => {
  const say = useWords('accounts')
  const people = useWords('people')
  const second = useWords('secondFactor')
  const codes = useWords('sentCodes')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [view] = useView()
  const [halfway, setHalfway] = useState<PasswordGiven | null>(null)
  const demo = useAsk(demoSignIns, {}).data
  const byCode = view['by'] === 'code' && halfway === null
  const enter = () => void navigate({ href: inside(view['next']) })
  return (
    <Door
      title={say('signIn')}
      elsewhere={<a href="/verify">{say('checkCertificate')}</a>}
      beside={
        demo?.demo && halfway === null && <Demo cards={demo.signIns} enter={enter} needsCode={setHalfway} />
      }
    >
      <SignOnDoor next={inside(view['next'])} told={view['sso']}>
        {byCode ? (
          <CodeSignIn done={enter} />
        ) : (
          <>
            <h1>{halfway ? second('signInTitle') : say('signInTitle')}</h1>
            {halfway === null && <p className="page-lead">{say('signInLead')}</p>}
            <SignInForm
              send={(credentials) => signIn(client, credentials)}
              done={enter}
              halfway={halfway}
              onHalfway={setHalfway}
            />
          </>
        )}
        {halfway === null && (
          <>
            <p className="door-other">
              <Link to="/sign-in" search={{ ...view, by: byCode ? undefined : 'code' } as never}>
                {codes(byCode ? 'byPassword' : 'byCode')}
              </Link>
              <Link to="/reset-password">{codes('forgot')}</Link>
            </p>
            <SignOnButton next={inside(view['next'])} />
            <p className="door-register">
              <Link to="/register">{people('noAccount')}</Link>
            </p>
          </>
        )}
      </SignOnDoor>
    </Door>
  )
}

/** Only an address within the application; `//elsewhere` and its like could lead a reader away after signing in. */
const inside = (next: string | undefined): string =>
  next !== undefined && /^\/([^/\\]|$)/.test(next) ? next : '/'

const Demo = ({
  cards,
  enter,
  needsCode,
}: {
  cards: readonly Card[]
  enter: () => void
  needsCode: (known: PasswordGiven) => void
}) => {
  const say = useWords('accounts')
  const client = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const choose = async (card: Card) => {
    setBusy(card.signIn)
    setError(null)
    try {
      await signIn(client, { signIn: card.signIn, password: card.password })
      enter()
    } catch (refusal) {
      // Somebody tried the second factor out on this card.
      if (isProblem(refusal, 'sign-in.totp-needed')) needsCode(card)
      else setError(refusal)
      setBusy(null)
    }
  }
  return (
    <section className="door-cards" aria-labelledby="demo-title">
      <h2 id="demo-title">{say('demoTitle')}</h2>
      <p className="page-lead">{cards.length > 0 ? say('demoLead') : say('demoHidden')}</p>
      <ProblemNotice error={error} />
      <ul>
        {cards.map((card) => (
          <li key={card.signIn}>
            <button
              type="button"
              disabled={busy !== null}
              aria-busy={busy === card.signIn}
              onClick={() => void choose(card)}
            >
              <strong>{say(`demo-${card.role}` as Word<'accounts'>)}</strong>
              <span className="door-does">{say(`demoDoes-${card.role}` as Word<'accounts'>)}</span>
              <span className="door-who">
                {card.name} · <code>{card.signIn}</code>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h3>{say('demoTry')}</h3>
      <ol>
        <li>{say('demoTry1')}</li>
        <li>{say('demoTry2')}</li>
        <li>{say('demoTry3')}</li>
      </ol>
      <p className="door-reset">{say('demoReset')}</p>
    </section>
  )
}
