import { certificateWord, certificateWords } from '../../../kernel/certificate-state.ts'
import { dayText, spanText } from './date-text.ts'
import { template } from './template.ts'

interface CourseFill extends Readonly<Record<string, string>> {
  readonly course: string
  readonly courseEn: string
}
interface ClassFill extends Readonly<Record<string, string>> {
  readonly name: string
  readonly class: string
  readonly classEn: string
  readonly institution: string
  readonly institutionEn: string
  readonly from: string
  readonly to: string
  readonly link: string
}
interface ExamFill extends Readonly<Record<string, string>> {
  readonly name: string
  readonly exam: string
  readonly examEn: string
  readonly day: string
  readonly time: string
  readonly minutes: string
  /** Empty where the place is not decided yet. */
  readonly place: string
  readonly placeEn: string
  readonly link: string
}
interface CertificateFill extends Readonly<Record<string, string>> {
  readonly name: string
  readonly number: string
  readonly title: string
  readonly titleEn: string
  readonly link: string
}

const either = (english: string, chinese: string): string => english || chinese
const because = {
  zh: (reason: string) => (reason ? `\n\n意见：${reason}` : ''),
  en: (reason: string) => (reason ? `\n\nReason: ${reason}` : ''),
}
/** Whoever lost theirs need not look for what was wrong in it. */
const replacedBecause = (cause: string) =>
  cause === 'lost'
    ? { zh: '遗失的证书所载内容无误。', en: ' What the lost one says was right.' }
    : { zh: '', en: '' }
const classFacts = {
  zh: (fill: ClassFill) =>
    `培训班：${fill.class}\n施教机构：${fill.institution}\n时间：${spanText(fill.from, fill.to, 'zh')}\n\n课次与地点见：${fill.link}`,
  en: (fill: ClassFill) =>
    `Class: ${either(fill.classEn, fill.class)}\nInstitution: ${either(fill.institutionEn, fill.institution)}\nDates: ${spanText(fill.from, fill.to, 'en')}\n\nSessions and places: ${fill.link}`,
}
const examFacts = {
  zh: (fill: ExamFill) =>
    `考试：${fill.exam}\n时间：${dayText(fill.day, 'zh')} ${fill.time}，${fill.minutes} 分钟\n考场：${fill.place || '另行通知'}\n\n准考证见：${fill.link}`,
  en: (fill: ExamFill) =>
    `Exam: ${either(fill.examEn, fill.exam)}\nTime: ${dayText(fill.day, 'en')}, ${fill.time}, ${fill.minutes} minutes\nPlace: ${fill.placeEn || 'to be announced'}\n\nYour admission ticket: ${fill.link}`,
}

/** What people and institutions are told as the line moves on. */
export const lineMessages = {
  'course-approved': template<CourseFill & { from: string; to: string }>({
    zh: ({ course, from, to }) => ({
      subject: `课程已通过鉴定：${course}`,
      text: `贵单位申报的课程“${course}”已通过鉴定，列入课程目录，有效期${spanText(from, to, 'zh')}。`,
    }),
    en: ({ course, courseEn, from, to }) => ({
      subject: `Course approved: ${either(courseEn, course)}`,
      text: `Your course "${either(courseEn, course)}" has been approved and is in the catalogue from ${spanText(from, to, 'en')}.`,
    }),
  }),
  'course-returned': template<CourseFill & { reason: string }>({
    zh: ({ course, reason }) => ({
      subject: `课程申报已退回：${course}`,
      text: `贵单位申报的课程“${course}”已退回，请修改后重新提交。${because.zh(reason)}`,
    }),
    en: ({ course, courseEn, reason }) => ({
      subject: `Course returned: ${either(courseEn, course)}`,
      text: `Your course "${either(courseEn, course)}" has been returned. Please change it and submit it again.${because.en(reason)}`,
    }),
  }),
  'course-refused': template<CourseFill & { reason: string }>({
    zh: ({ course, reason }) => ({
      subject: `课程未通过鉴定：${course}`,
      text: `贵单位申报的课程“${course}”未通过鉴定。${because.zh(reason)}`,
    }),
    en: ({ course, courseEn, reason }) => ({
      subject: `Course refused: ${either(courseEn, course)}`,
      text: `Your course "${either(courseEn, course)}" has been refused.${because.en(reason)}`,
    }),
  }),
  'person-class-decided': template<{
    name: string
    class: string
    programme: string
    programmeEn: string
    from: string
    reason: string
    link: string
  }>({
    zh: (fill) => ({
      subject: `您的人员类别已确定：${fill.class} 类`,
      text: `${fill.name}：\n\n您在“${fill.programme}”中的人员类别已确定为 ${fill.class} 类，自${dayText(fill.from, 'zh')}起。${because.zh(fill.reason)}\n\n详见：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Your class has been decided: ${fill.class}`,
      text: `${fill.name},\n\nyour class in "${either(fill.programmeEn, fill.programme)}" is ${fill.class} from ${dayText(fill.from, 'en')}.${because.en(fill.reason)}\n\nMore: ${fill.link}`,
    }),
  }),
  'enrolment-confirmed': template<ClassFill>({
    zh: (fill) => ({
      subject: `报名成功：${fill.class}`,
      text: `${fill.name}：\n\n您已被录取。\n\n${classFacts.zh(fill)}`,
    }),
    en: (fill) => ({
      subject: `You have a place: ${either(fill.classEn, fill.class)}`,
      text: `${fill.name},\n\nyou have a place in this class.\n\n${classFacts.en(fill)}`,
    }),
  }),
  'place-from-waiting-list': template<ClassFill>({
    zh: (fill) => ({
      subject: `候补已录取：${fill.class}`,
      text: `${fill.name}：\n\n有学员退出，您已由候补转为录取。如不能参加，请尽早退出，把名额留给他人。\n\n${classFacts.zh(fill)}`,
    }),
    en: (fill) => ({
      subject: `A place from the waiting list: ${either(fill.classEn, fill.class)}`,
      text: `${fill.name},\n\na place has become free and is now yours. If you cannot come, please withdraw early so that somebody else can.\n\n${classFacts.en(fill)}`,
    }),
  }),
  'exam-arranged': template<ExamFill>({
    zh: (fill) => ({
      subject: `考试安排：${fill.exam}`,
      text: `${fill.name}：\n\n您的考试已安排。\n\n${examFacts.zh(fill)}`,
    }),
    en: (fill) => ({
      subject: `Your exam: ${either(fill.examEn, fill.exam)}`,
      text: `${fill.name},\n\nyour exam has been arranged.\n\n${examFacts.en(fill)}`,
    }),
  }),
  'exam-moved': template<ExamFill>({
    zh: (fill) => ({
      subject: `考试时间变更：${fill.exam}`,
      text: `${fill.name}：\n\n您的考试时间有变更，以下面为准。\n\n${examFacts.zh(fill)}`,
    }),
    en: (fill) => ({
      subject: `New time of your exam: ${either(fill.examEn, fill.exam)}`,
      text: `${fill.name},\n\nyour exam has been moved. This is the time that holds now.\n\n${examFacts.en(fill)}`,
    }),
  }),
  'exam-cancelled': template<{
    name: string
    exam: string
    examEn: string
    day: string
    time: string
    reason: string
  }>({
    zh: (fill) => ({
      subject: `考试取消：${fill.exam}`,
      text: `${fill.name}：\n\n原定${dayText(fill.day, 'zh')} ${fill.time} 的考试“${fill.exam}”已取消。${because.zh(fill.reason)}`,
    }),
    en: (fill) => ({
      subject: `Exam cancelled: ${either(fill.examEn, fill.exam)}`,
      text: `${fill.name},\n\nthe exam "${either(fill.examEn, fill.exam)}" of ${dayText(fill.day, 'en')}, ${fill.time}, has been cancelled.${because.en(fill.reason)}`,
    }),
  }),
  'certificate-issued': template<CertificateFill>({
    zh: (fill) => ({
      subject: `证书已颁发：${fill.number}`,
      text: `${fill.name}：\n\n您的证书已颁发。\n\n编号：${fill.number}\n课程：${fill.title}\n\n任何人都可以在此核验：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Your certificate: ${fill.number}`,
      text: `${fill.name},\n\nyour certificate has been issued.\n\nNumber: ${fill.number}\nCourse: ${either(fill.titleEn, fill.title)}\n\nAnybody can check it here: ${fill.link}`,
    }),
  }),
  'validation-issued': template<CertificateFill>({
    zh: (fill) => ({
      subject: `年度验证证书已签发：${fill.number}`,
      text: `${fill.name}：\n\n您已通过年度验证，证书已签发。\n\n编号：${fill.number}\n名称：${fill.title}\n\n任何人都可以在此核验：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Your certificate of annual validation: ${fill.number}`,
      text: `${fill.name},\n\nyour year is closed with its requirement met, and the certificate has been issued.\n\nNumber: ${fill.number}\nOf: ${either(fill.titleEn, fill.title)}\n\nAnybody can check it here: ${fill.link}`,
    }),
  }),
  'certificate-replaced': template<CertificateFill & { by: string; cause: string }>({
    zh: (fill) => ({
      subject: `证书${certificateWords[certificateWord('superseded', fill.cause)].zh}：${fill.by}`,
      text: `${fill.name}：\n\n您的证书 ${fill.number} 已由新证书 ${fill.by} 代替，请使用新证书。${replacedBecause(fill.cause).zh}\n\n名称：${fill.title}\n核验：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Certificate ${certificateWords[certificateWord('superseded', fill.cause)].en.toLowerCase()}: ${fill.by}`,
      text: `${fill.name},\n\nyour certificate ${fill.number} has been replaced by ${fill.by}. Please use the new one.${replacedBecause(fill.cause).en}\n\nOf: ${either(fill.titleEn, fill.title)}\nCheck: ${fill.link}`,
    }),
  }),
  'certificate-revoked': template<CertificateFill & { reason: string }>({
    zh: (fill) => ({
      subject: `证书已撤销：${fill.number}`,
      text: `${fill.name}：\n\n您的证书 ${fill.number}（${fill.title}）已被撤销。${because.zh(fill.reason)}\n\n如有异议，请联系管理办公室。核验：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Certificate revoked: ${fill.number}`,
      text: `${fill.name},\n\nyour certificate ${fill.number} (${either(fill.titleEn, fill.title)}) has been revoked.${because.en(fill.reason)}\n\nIf you disagree, turn to the programme office. Check: ${fill.link}`,
    }),
  }),
} as const
