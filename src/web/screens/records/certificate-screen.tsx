import { SafetyCertificateOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { readCertificate, type Certificate } from '../../../areas/certificates/contract.ts'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { longDay, shortInstant } from '../../i18n/dates.ts'
import { gradeText } from '../../i18n/grade.ts'
import { periodOf } from '../../i18n/period.ts'
import { eitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { CertificateHistory } from '../../ui/record-drawer.tsx'
import { certificateState, StateTag } from '../../ui/states.tsx'
import { ReplaceCertificate } from '../office/replace-certificate.tsx'
import { RevokeCertificate } from '../office/revoke-certificate.tsx'
import { SeenByOthers } from '../professional/seen-by-others.tsx'
import { ShareCertificates } from '../professional/share-form.tsx'
import { CertificateFiles } from './certificate-files.tsx'
import './certificate.css'

/** One certificate: what it states, what became of it, and what proves it. */
export const CertificateScreen = () => {
  const { number } = useParams({ from: '/signed-in/certificates/$number' })
  const read = useAsk(readCertificate, { params: { number } })
  return <ReadingScreen of={read}>{(certificate) => <Whole certificate={certificate} />}</ReadingScreen>
}

const Whole = ({ certificate }: { certificate: Certificate }) => {
  const say = useWords('certificates')
  const language = useLanguage()
  const role = useActingRole()?.role
  const professional = role === 'professional'
  const { content, number, may } = certificate
  const valid = certificate.status === 'valid'
  const title = content.type === 'annual-validation' ? content.title : content.course.title
  return (
    <>
      <PageHeader
        title={number}
        lead={`${content.holder.name} · ${eitherName(language, title.zh, title.en)}`}
        status={<StateTag state={certificateState(certificate.status, certificate.change?.cause)} />}
        back={
          professional
            ? { to: '/my-certificates', label: say('backMine') }
            : { to: '/certificates', label: say('back') }
        }
        acts={
          <>
            {(role === 'office' || role === 'institution' || professional) && (
              <CertificateHistory number={number} />
            )}
            {valid && may['certificate.revoke'] && (
              <RevokeCertificate number={number} holder={content.holder.name} />
            )}
            {valid && may['certificate.replace'] && <ReplaceCertificate number={number} />}
            <Button
              icon={<SafetyCertificateOutlined aria-hidden />}
              href={`/verify/${encodeURIComponent(number)}`}
              target="_blank"
              rel="noopener"
            >
              {say('publicCheck')}
            </Button>
            {professional && <ShareCertificates number={number} />}
            <CertificateFiles number={number} />
          </>
        }
      />
      <Standing certificate={certificate} />
      <div className="columns">
        <Stated certificate={certificate} />
        <Proof certificate={certificate} />
      </div>
      {professional && <SeenByOthers number={number} />}
    </>
  )
}

/** What became of it, where something did, in one glance. */
const Standing = ({ certificate }: { certificate: Certificate }) => {
  const say = useWords('certificates')
  const language = useLanguage()
  const { change, supersededBy, supersedes, revokedOn } = certificate
  if (!change && !supersedes) return null
  return (
    <div className={revokedOn ? 'note note-cinnabar' : supersededBy ? 'note note-amber' : 'note'}>
      <div>
        {revokedOn && <p>{say('revokedOn', { day: longDay(language, revokedOn) })}</p>}
        {supersededBy && (
          <p>
            <Link to="/certificates/$number" params={{ number: supersededBy }}>
              {say('supersededBy', { number: supersededBy })}
            </Link>
          </p>
        )}
        {supersedes && (
          <p>
            <Link to="/certificates/$number" params={{ number: supersedes }}>
              {say('supersedes', { number: supersedes })}
            </Link>
          </p>
        )}
        {change && <p>{say('causeIs', { cause: say(`cause.${change.cause}` as Word<'certificates'>) })}</p>}
        {change?.reason && <p>{say('reasonIs', { reason: change.reason })}</p>}
      </div>
    </div>
  )
}

const Stated = ({ certificate }: { certificate: Certificate }) => {
  const say = useWords('certificates')
  const ui = useWords('ui')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  const { content } = certificate
  const name = (of: Bilingual) => eitherName(language, of.zh, of.en)
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [say('holder'), <strong key="holder">{content.holder.name}</strong>],
    [say('type'), say(`type.${content.type}`)],
    ...(content.type === 'annual-validation'
      ? ([
          [say('titleIs'), name(content.title)],
          [say('validatedPeriod'), `${content.period.from} – ${content.period.to}`],
          [say('closedOn'), content.closing.on],
          [
            say('closingRow'),
            <code key="row" className="hash">
              {content.closing.row}
            </code>,
          ],
        ] as const)
      : ([
          [say('course'), `${name(content.course.title)} · ${content.course.code}`],
          [
            say('class'),
            <ClassLink
              key="class"
              classId={certificate.classId}
              name={eitherName(language, content.class.name, content.class.nameEn ?? '')}
            />,
          ],
          [
            say('period'),
            `${periodOf(ui, content.class.from, content.class.to)} · ${catalogue(`mode.${content.class.mode}` as Word<'catalogue'>)}`,
          ],
          [say('institution'), name(content.institution.name)],
        ] as const)),
    ...(certificate.employer ? ([[say('employer'), name(certificate.employer)]] as const) : []),
    content.type === 'annual-validation' && content.exempt
      ? [say('requirement'), say('exempt')]
      : [say('hours'), say('hoursText', { hours: certificate.hours, minutes: content.hours.minutes })],
    ...(content.type === 'annual-validation'
      ? []
      : ([
          [
            say('grade'),
            gradeText(language, content.grade, content.gradeWord) ??
              say(content.type === 'pass' ? 'passed' : 'ungraded'),
          ],
          ...(content.examDate ? ([[say('examDate'), content.examDate]] as const) : []),
        ] as const)),
    [say('issuedOn'), content.issuedOn],
    [say('issuer'), name(content.issuer.name)],
    [say('programme'), name(content.programme.name)],
  ]
  return (
    <section aria-labelledby="stated">
      <h2 id="stated">{say('stated')}</h2>
      <p className="block-lead">{say('statedLead')}</p>
      <dl className="facts">
        {facts.map(([what, value]) => (
          <div key={what} className="facts-row">
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {content.demo && <p className="hint certificate-demo">{say('demo')}</p>}
    </section>
  )
}

const ClassLink = ({ classId, name }: { classId: string | null; name: string }) =>
  classId === null ? (
    <>{name}</>
  ) : (
    <Link to="/classes/$classId" params={{ classId }}>
      {name}
    </Link>
  )

const Proof = ({ certificate }: { certificate: Certificate }) => {
  const say = useWords('certificates')
  const { proof, history } = certificate
  return (
    <section className="aside" aria-labelledby="proof">
      <h2 id="proof">{say('proof')}</h2>
      <p className="block-lead">{say('proofLead')}</p>
      <dl className="facts">
        <dt>{say('logIndex')}</dt>
        <dd>
          <a href={`/api/v1/log/proof/${proof.logIndex}`} target="_blank" rel="noopener">
            {proof.logIndex}
          </a>
        </dd>
        <dt>{say('contentHash')}</dt>
        <dd>
          <code className="hash">{proof.contentHash}</code>
        </dd>
        <dt>{say('keyId')}</dt>
        <dd>
          <a href="/.well-known/jwks.json" target="_blank" rel="noopener">
            <code className="hash">{proof.keyId}</code>
          </a>
        </dd>
        <dt>{say('pdfHash')}</dt>
        <dd>{proof.pdfSha256 ? <code className="hash">{proof.pdfSha256}</code> : say('pdfPending')}</dd>
      </dl>
      <h3>{say('history')}</h3>
      <ol className="certificate-history">
        {history.map((one) => (
          <li key={one.index}>
            <strong>{say(`history.${one.kind}`)}</strong>{' '}
            <time dateTime={one.at}>{shortInstant(one.at)}</time>
            <span className="hint"> · {say('entry', { index: one.index })}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
