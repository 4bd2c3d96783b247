import { dayText } from './date-text.ts'
import { template } from './template.ts'

/** To the employer somebody has left, for where they go is not its business; to whom an employer took on without being asked. */
export const employmentMessages = {
  'staff-joined': template<{
    person: string
    employer: string
    employerEn: string
    day: string
    link: string
  }>({
    zh: ({ person, employer, day, link }) => ({
      subject: `任职登记：${employer}`,
      text: `${person}，您好：\n\n${employer}已将您登记为其职工，自${dayText(day, 'zh')}起。该单位由此可以查看您的学时和档案。\n\n如有出入，请联系管理办公室。查看：${link}`,
    }),
    en: ({ person, employer, employerEn, day, link }) => ({
      subject: `On record as staff of ${employerEn || employer}`,
      text: `Dear ${person},\n\n${employerEn || employer} has put you on record as a member of its staff from ${dayText(day, 'en')}. It can now see your hours and your record.\n\nIf that is not so, tell the programme office. See: ${link}`,
    }),
  }),
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
