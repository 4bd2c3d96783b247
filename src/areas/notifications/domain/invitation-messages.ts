import type { Bilingual } from '../../../kernel/bilingual.ts'
import { dayText } from './date-text.ts'
import { template } from './template.ts'

interface InvitationFill extends Readonly<Record<string, string>> {
  readonly link: string
  readonly organisation: string
  readonly organisationEn: string
  readonly role: string
  /** Last day of the link. */
  readonly until: string
}

/** Roles as a message names them. */
const roleWords: Readonly<Record<string, Bilingual>> = {
  office: { zh: '管理办公室', en: 'programme office' },
  district: { zh: '区级部门', en: 'district' },
  association: { zh: '行业协会', en: 'industry association' },
  institution: { zh: '施教机构', en: 'training institution' },
  employer: { zh: '用人单位', en: 'employer' },
  expert: { zh: '评审专家', en: 'expert' },
  invigilator: { zh: '监考员', en: 'invigilator' },
}

/** To somebody who is to act for an organisation. */
export const invitationMessages = {
  invitation: template<InvitationFill>({
    secret: true,
    zh: ({ link, organisation, role, until }) => ({
      subject: `${organisation}邀请您办理继续教育事务`,
      text: `${organisation}邀请您以“${roleWords[role]?.zh ?? role}”身份办理继续教育事务。请打开以下链接，登录或注册后接受。链接 ${dayText(until, 'zh')}前有效，只能使用一次：\n\n${link}\n\n如与您无关，请忽略本邮件。`,
    }),
    en: ({ link, organisation, organisationEn, role, until }) => ({
      subject: `Invitation to act for ${organisationEn || organisation}`,
      text: `${organisationEn || organisation} invites you to act for it in Zhixin (role: ${roleWords[role]?.en ?? role}). Open this link and sign in or register to accept. It is valid until ${dayText(until, 'en')} and works once:\n\n${link}\n\nIf this is not for you, ignore this message.`,
    }),
  }),
} as const
