import { declarationMessages } from './declaration-messages.ts'
import { employmentMessages } from './employment-messages.ts'
import { invitationMessages } from './invitation-messages.ts'
import { lineMessages } from './line-messages.ts'
import { signInMessages } from './sign-in-messages.ts'
import type { Language, Written } from './template.ts'

/** Everything this installation writes to people, in both languages. */
const templates = {
  ...signInMessages,
  ...lineMessages,
  ...declarationMessages,
  ...employmentMessages,
  ...invitationMessages,
} as const

export type TemplateName = keyof typeof templates
export const templateNames = Object.keys(templates) as readonly TemplateName[]
export type Fill<N extends TemplateName> = Parameters<(typeof templates)[N]['zh']>[0]
export type Channel = 'email' | 'sms'
export type { Language, Written }

export const isSecret = (name: TemplateName): boolean => 'secret' in templates[name]

const closing: Readonly<Record<Language, string>> = {
  zh: '本邮件由系统自动发送，请勿回复。',
  en: 'This message was sent automatically; please do not reply.',
}

/** The message as its reader gets it: an e-mail ends with where it came from, a text message is the bare sentence. */
export const write = (
  name: TemplateName,
  fill: Readonly<Record<string, string>>,
  by: { readonly channel: Channel; readonly language: Language; readonly publicUrl: string },
): Written => {
  const written = templates[name][by.language](fill as never)
  if (by.channel === 'sms') return { subject: '', text: written.text }
  const sign = by.language === 'zh' ? '知新' : 'Zhixin'
  return { ...written, text: `${written.text}\n\n-- \n${sign}\n${by.publicUrl}\n${closing[by.language]}\n` }
}
