import { modes } from '../../../areas/programme/contract.ts'
import type { CourseVersion } from '../../../areas/catalogue/contract.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { fractionText } from '../../i18n/fraction.ts'
import { yuan } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'

/** What a version of a course says: type, aims, syllabus with its sums, exam, materials, fee. */
export const CourseContentView = ({
  version,
  programmeId,
}: {
  version: CourseVersion
  programmeId: string
}) => {
  const say = useWords('catalogue')
  const language = useLanguage()
  const text = (value: string) => (value === '' ? <span className="hint">{say('incomplete')}</span> : value)
  const exam = version.examSpec
  return (
    <section>
      <dl className="facts">
        <dt>{say('titleZh')}</dt>
        <dd>{version.title}</dd>
        <dt>{say('titleEn')}</dt>
        <dd>{text(version.titleEn)}</dd>
        <dt>{say('category')}</dt>
        <dd>{say(`category.${version.category}`)}</dd>
        <dt>{say('courseType')}</dt>
        <dd>{say(`type.${version.courseType}`)}</dd>
        <dt>{say('audience')}</dt>
        <dd>{text(version.audience)}</dd>
        <dt>{say('objectives')}</dt>
        <dd>{text(version.objectives)}</dd>
        <dt>{say('examTitle')}</dt>
        <dd>
          {exam
            ? say('examText', {
                minutes: exam.durationMinutes,
                questions: exam.questions,
                mark: fractionText(exam.passMark),
              })
            : say('noExam')}
        </dd>
        <dt>{say('materials')}</dt>
        <dd>{text(version.materials)}</dd>
        <dt>{say('fee')}</dt>
        <dd>{version.feeFen === 0 ? say('feeFree') : yuan(language, version.feeFen)}</dd>
      </dl>
      <Syllabus version={version} programmeId={programmeId} />
    </section>
  )
}

const Syllabus = ({ version, programmeId }: { version: CourseVersion; programmeId: string }) => {
  const say = useWords('catalogue')
  const hours = useClassHours()
  return (
    <section className="block" aria-labelledby="syllabus">
      <h2 id="syllabus">{say('syllabus')}</h2>
      <table className="table table-plain">
        <thead>
          <tr>
            <th scope="col">{say('unitTitle')}</th>
            <th scope="col">{say('unitMode')}</th>
            <th scope="col" className="figure">
              {say('hours')}
            </th>
          </tr>
        </thead>
        <tbody>
          {version.syllabus.map((unit, index) => (
            // Units have no name of their own: two may be alike, and their order is the syllabus.
            <tr key={`${index} ${unit.title}`}>
              <td>{unit.title}</td>
              <td>{say(`mode.${unit.mode}`)}</td>
              <td className="figure">{hours(programmeId, unit.minutes, 'exact')}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('total')}</th>
            <td className="hint">
              {modes
                .filter((mode) => version.minutesByMode[mode] > 0)
                .map((mode) =>
                  say('byMode', {
                    mode: say(`mode.${mode}`),
                    hours: hours(programmeId, version.minutesByMode[mode], 'exact'),
                  }),
                )
                .join(' · ')}
            </td>
            <td className="figure">
              <strong>{hours(programmeId, version.totalMinutes)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
