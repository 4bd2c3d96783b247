import { dayText } from './date-text.ts'
import { template } from './template.ts'

/** To the employer somebody has left. Where they go is not its business. */
export const employmentMessages = {
  'staff-left': template<{
    person: string
    employer: string
    employerEn: string
    day: string
    reason: string
    link: string
  }>({
    zh: ({ person, employer, day, reason, link }) => ({
      subject: `职工离职：${person}`,
      text: `${person}在${employer}的任职已登记为于${dayText(day, 'zh')}终止，并非由贵单位办理。${reason ? `\n\n原因：${reason}` : ''}\n\n如有出入，请联系管理办公室。查看：${link}`,
    }),
    en: ({ person, employer, employerEn, day, reason, link }) => ({
      subject: `A member of staff has left: ${person}`,
      text: `The employment of ${person} at ${employerEn || employer} is on record as ending on ${dayText(day, 'en')}. It was not ended by you.${reason ? `\n\nReason: ${reason}` : ''}\n\nIf that is not so, tell the programme office. See: ${link}`,
    }),
  }),
} as const
