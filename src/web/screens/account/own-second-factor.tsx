import { Link } from '@tanstack/react-router'
import { readSecondFactor } from '../../../areas/accounts/contract/second-factor.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { Reading } from '../../ui/reading.tsx'
import { StateTag } from '../../ui/states.tsx'
import './second-factor.css'

type Own = ReplyOf<typeof readSecondFactor>

/** The second factor on the account page: how it stands, and the way to its own screen. */
export const OwnSecondFactor = () => {
  const say = useWords('secondFactor')
  const own = useAsk(readSecondFactor, {})
  return (
    <section className="block" aria-labelledby="second-factor">
      <h2 id="second-factor">{say('title')}</h2>
      <p className="block-lead">{say('lead')}</p>
      <Reading of={own} lines={2}>
        {(factor) => (
          <>
            <SecondFactorFacts factor={factor} />
            <p className="factor-acts">
              <Link to="/account/second-factor">{say(factor.on ? 'manage' : 'setUp')}</Link>
            </p>
          </>
        )}
      </Reading>
    </section>
  )
}

/** How it stands with somebody's own second factor, in a few lines. */
export const SecondFactorFacts = ({ factor }: { factor: Own }) => {
  const say = useWords('secondFactor')
  if (!factor.on)
    return (
      <p>
        <StateTag state="secondFactor.off" />
      </p>
    )
  return (
    <dl className="facts">
      <dt>{say('title')}</dt>
      <dd>
        <StateTag state="secondFactor.on" />
      </dd>
      <dt>{say('since')}</dt>
      <dd>{factor.since && shortInstant(factor.since)}</dd>
      <dt>{say('codesLeft')}</dt>
      <dd>
        {say('codesLeftCount', { count: factor.recoveryCodesLeft })}
        {factor.recoveryCodesLeft < 4 && <span className="hint"> · {say('codesLow')}</span>}
      </dd>
    </dl>
  )
}
