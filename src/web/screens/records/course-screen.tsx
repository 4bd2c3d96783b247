import { useParams } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { readCourse, type Course, type CourseVersion } from '../../../areas/catalogue/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { useView } from '../../ui/table/view.ts'
import { CourseActs } from '../institution/course-acts.tsx'
import { CourseDecision } from '../office/course-decision.tsx'
import { CourseContentView } from './course-content.tsx'
import { OfficeRemark } from './office-remark.tsx'

/** One course with its versions: what it teaches, how it was decided, what can be done with it now. */
export const CourseScreen = () => {
  const { courseId } = useParams({ from: '/signed-in/courses/$courseId' })
  const read = useAsk(readCourse, { params: { courseId } })
  return <ReadingScreen of={read}>{(course) => <Whole course={course} />}</ReadingScreen>
}

const Whole = ({ course }: { course: Course }) => {
  const say = useWords('catalogue')
  const language = useLanguage()
  const role = useActingRole()?.role
  const [view, setView] = useView()
  const version = course.versions.find((one) => String(one.number) === view['version']) ?? course.versions[0]
  if (!version) return null
  return (
    <>
      <PageHeader
        title={eitherName(language, version.title, version.titleEn)}
        lead={`${course.code} · ${eitherName(language, course.institutionName, course.institutionNameEn)} · ${eitherName(language, course.keyArea.name, course.keyArea.nameEn)}`}
        status={<StateTag state={`course.${version.status}`} />}
        back={{ to: '/courses', label: say(role === 'institution' ? 'ownTitle' : 'title') }}
        acts={
          <>
            {(role === 'office' || role === 'institution') && <RecordHistory subjectId={course.courseId} />}
            <CourseActs course={course} version={version} />
          </>
        }
      />
      {version.status === 'returned' && <OfficeRemark reason={version.decisionReason} />}
      {course.versions.length > 1 && (
        <Segmented
          aria-label={say('versions')}
          value={version.number}
          onChange={(number) => setView({ version: String(number) })}
          options={course.versions.map((one) => ({
            value: one.number,
            label: say('versionNumber', { count: one.number }),
          }))}
        />
      )}
      <div className="columns">
        <CourseContentView version={version} programmeId={course.programmeId} />
        <div>
          <Outcome version={version} />
          {course.may['course.decide'] && version.status === 'submitted' && (
            <CourseDecision key={version.versionId} course={course} version={version} />
          )}
        </div>
      </div>
    </>
  )
}

const Outcome = ({ version }: { version: CourseVersion }) => {
  const say = useWords('catalogue')
  const ui = useWords('ui')
  return (
    <section className="aside">
      <dl className="facts">
        <dt>{say('state')}</dt>
        <dd>
          <StateTag state={`course.${version.status}`} />
        </dd>
        {version.validFrom && version.validTo && (
          <>
            <dt>{say('validity')}</dt>
            <dd>{ui('period', { from: version.validFrom, to: version.validTo })}</dd>
          </>
        )}
        {version.submittedAt && (
          <>
            <dt>{say('submittedAt')}</dt>
            <dd>{shortInstant(version.submittedAt)}</dd>
          </>
        )}
        {version.decidedAt && (
          <>
            <dt>{say('decidedAt')}</dt>
            <dd>{shortInstant(version.decidedAt)}</dd>
          </>
        )}
        {version.status !== 'returned' && version.decisionReason !== '' && (
          <>
            <dt>{say('decisionReason')}</dt>
            <dd>{version.decisionReason}</dd>
          </>
        )}
      </dl>
    </section>
  )
}
