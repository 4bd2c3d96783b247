import { checkCertificate } from '../../../areas/certificates/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { gradeText } from '../../i18n/grade.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { Reading } from '../../ui/reading.tsx'
import { certificateState, StateTag } from '../../ui/states.tsx'

/** What the public check tells of a certificate to whoever has its number: asked of the check itself, as a stranger asks. */
export const SeenByOthers = ({ number }: { number: string }) => {
  const say = useWords('certificates')
  const language = useLanguage()
  const read = useAsk(checkCertificate, { params: { number }, query: {} })
  return (
    <section className="block" aria-labelledby="seen">
      <h2 id="seen">{say('seenTitle')}</h2>
      <p className="block-lead">{say('seenLead')}</p>
      <Reading of={read} lines={4}>
        {(seen) => {
          const grade = gradeText(language, seen.grade ?? null, seen.gradeWord ?? null)
          return (
            <dl className="facts">
              <dt>{say('number')}</dt>
              <dd className="number">{seen.number}</dd>
              <dt>{say('status')}</dt>
              <dd>
                {seen.status === 'unknown' ? (
                  '—'
                ) : (
                  <StateTag state={certificateState(seen.status, seen.supersededCause)} />
                )}
              </dd>
              <dt>{say('holder')}</dt>
              <dd>{seen.holderMasked}</dd>
              <dt>{say('course')}</dt>
              <dd>{eitherName(language, seen.title ?? '', seen.titleEn ?? '')}</dd>
              <dt>{say(seen.exempt ? 'requirement' : 'hours')}</dt>
              <dd>{seen.exempt ? say('exempt') : seen.hours}</dd>
              {grade !== null && (
                <>
                  <dt>{say('grade')}</dt>
                  <dd>{grade}</dd>
                </>
              )}
              <dt>{say('issuedOn')}</dt>
              <dd>{seen.issuedOn}</dd>
              <dt>{say('issuer')}</dt>
              <dd>{eitherName(language, seen.issuer ?? '', seen.issuerEn ?? '')}</dd>
            </dl>
          )
        }}
      </Reading>
    </section>
  )
}
