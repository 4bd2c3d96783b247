import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { listCertificates, type Listed, wallet } from '../../../areas/certificates/contract.ts'
import { addressOf } from '../../api/call.ts'
import { useSession } from '../../api/session.ts'
import { usePages } from '../../api/use-ask.ts'
import { gradeText } from '../../i18n/grade.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { certificateState, StateTag } from '../../ui/states.tsx'
import { CertificateFiles } from '../records/certificate-files.tsx'
import '../records/certificate.css'

/** The certificates of the person signed in, newest first. */
export const MyCertificatesScreen = () => {
  const say = useWords('certificates')
  const ui = useWords('ui')
  const navigate = useNavigate()
  const personId = useSession()?.account.personId ?? ''
  const pages = usePages(listCertificates, { query: { personId } }, { when: personId !== '' })
  const empty = (
    <EmptyState
      title={say('mineEmpty')}
      text={say('mineEmptyText')}
      act={
        <Button type="primary" onClick={() => void navigate({ to: '/find' as never })}>
          {say('findTraining')}
        </Button>
      }
    />
  )
  return (
    <>
      <PageHeader
        title={say('mine')}
        lead={say('mineLead')}
        acts={
          personId !== '' && (
            <>
              {pages.items.length > 0 && (
                <Button href={addressOf(wallet, {})} download>
                  {say('wallet')}
                </Button>
              )}
              <Button onClick={() => void navigate({ to: '/share-links' })}>{say('shareOpenList')}</Button>
            </>
          )
        }
      />
      {pages.error ? (
        <ProblemNotice error={pages.error} again={pages.again} />
      ) : personId === '' ? (
        empty
      ) : !pages.loaded ? (
        <Loading lines={6} />
      ) : pages.items.length === 0 ? (
        empty
      ) : (
        <ul className="certificate-cards">
          {pages.items.map((one) => (
            <CertificateCard key={one.number} one={one} />
          ))}
        </ul>
      )}
      {pages.more && (
        <Button onClick={pages.readMore} loading={pages.fetching}>
          {ui('showMore')}
        </Button>
      )}
    </>
  )
}

const CertificateCard = ({ one }: { one: Listed }) => {
  const say = useWords('certificates')
  const language = useLanguage()
  return (
    <li className={one.status === 'valid' ? 'certificate-card' : 'certificate-card is-over'}>
      <div className="certificate-card-head">
        <h2>
          <Link to="/certificates/$number" params={{ number: one.number }}>
            {eitherName(language, one.title, one.titleEn)}
          </Link>
        </h2>
        <StateTag state={certificateState(one.status, one.supersededCause)} />
      </div>
      <dl className="facts">
        <dt>{say('number')}</dt>
        <dd className="number">{one.number}</dd>
        <dt>{say(one.exempt ? 'requirement' : 'hours')}</dt>
        <dd>{one.exempt ? say('exempt') : one.hours}</dd>
        {one.institution !== null && (
          <>
            <dt>{say('grade')}</dt>
            <dd>
              {gradeText(language, one.grade, one.gradeWord) ??
                say(one.type === 'pass' ? 'passed' : 'ungraded')}
            </dd>
            <dt>{say('institution')}</dt>
            <dd>{eitherName(language, one.institution, one.institutionEn ?? '')}</dd>
          </>
        )}
        <dt>{say('issuedOn')}</dt>
        <dd>{one.issuedOn}</dd>
      </dl>
      <div className="certificate-card-acts">
        <CertificateFiles number={one.number} />
      </div>
    </li>
  )
}
