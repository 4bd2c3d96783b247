import { dayText } from './date-text.ts'
import { template } from './template.ts'

interface DeclarationFill extends Readonly<Record<string, string>> {
  /** Whose it is. */
  readonly person: string
  readonly title: string
  readonly kind: string
  readonly kindEn: string
  readonly reason: string
  /** Whom it waits for. */
  readonly waiting: string
  readonly waitingEn: string
  /** Last day of the step; empty where the rules set none. */
  readonly until: string
  readonly link: string
}

const facts = {
  zh: (fill: DeclarationFill) => `申报人：${fill.person}\n类别：${fill.kind}\n名称：${fill.title}`,
  en: (fill: DeclarationFill) => `Person: ${fill.person}\nKind: ${fill.kindEn}\nTitle: ${fill.title}`,
}
const by = {
  zh: (until: string) => (until ? `\n请在${dayText(until, 'zh')}前办理。` : ''),
  en: (until: string) => (until ? `\nPlease act by ${dayText(until, 'en')}.` : ''),
}
const words = {
  zh: (reason: string) => (reason ? `\n\n意见：${reason}` : ''),
  en: (reason: string) => (reason ? `\n\nReason: ${reason}` : ''),
}

/** What people and those who check and recognise are told about declarations. */
export const declarationMessages = {
  'declaration-to-check': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `待审核的学习申报：${fill.title}`,
      text: `有一项学习申报等待审核。\n\n${facts.zh(fill)}${by.zh(fill.until)}\n\n办理：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration to check: ${fill.title}`,
      text: `A declaration waits to be checked.\n\n${facts.en(fill)}${by.en(fill.until)}\n\nOpen it: ${fill.link}`,
    }),
  }),
  'declaration-to-recognise': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `待认定的学习申报：${fill.title}`,
      text: `有一项学习申报已审核，等待认定。认定须由审核人以外的人办理。\n\n${facts.zh(fill)}${by.zh(fill.until)}\n\n办理：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration to recognise: ${fill.title}`,
      text: `A declaration has been checked and waits to be recognised, by somebody else than whoever checked it.\n\n${facts.en(fill)}${by.en(fill.until)}\n\nOpen it: ${fill.link}`,
    }),
  }),
  'declaration-returned': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `学习申报已退回：${fill.title}`,
      text: `您的申报已退回，请修改后重新提交。${words.zh(fill.reason)}\n\n${facts.zh(fill)}${by.zh(fill.until)}\n\n修改：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration returned: ${fill.title}`,
      text: `Your declaration has been returned. Please mend it and submit it again.${words.en(fill.reason)}\n\n${facts.en(fill)}${by.en(fill.until)}\n\nOpen it: ${fill.link}`,
    }),
  }),
  'declaration-refused': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `学习申报未通过：${fill.title}`,
      text: `您的申报未通过。${words.zh(fill.reason)}\n\n${facts.zh(fill)}\n\n详见：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration refused: ${fill.title}`,
      text: `Your declaration has been refused.${words.en(fill.reason)}\n\n${facts.en(fill)}\n\nMore: ${fill.link}`,
    }),
  }),
  'declaration-recognised': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `学习申报已认定：${fill.title}`,
      text: `您的申报已认定，所得学时已登记，来由可以点开查看。${words.zh(fill.reason)}\n\n${facts.zh(fill)}\n\n详见：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration recognised: ${fill.title}`,
      text: `Your declaration has been recognised. The hours are on your record and open to where they come from.${words.en(fill.reason)}\n\n${facts.en(fill)}\n\nMore: ${fill.link}`,
    }),
  }),
  'declaration-due': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `学习申报将到期：${fill.title}`,
      text: `有一项学习申报等您办理，最迟${dayText(fill.until, 'zh')}。\n\n${facts.zh(fill)}\n\n办理：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration due: ${fill.title}`,
      text: `A declaration waits for you, by ${dayText(fill.until, 'en')} at the latest.\n\n${facts.en(fill)}\n\nOpen it: ${fill.link}`,
    }),
  }),
  'declaration-overdue': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `学习申报已逾期：${fill.title}`,
      text: `有一项学习申报等您办理，期限${dayText(fill.until, 'zh')}已过。\n\n${facts.zh(fill)}\n\n办理：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration overdue: ${fill.title}`,
      text: `A declaration waits for you, and its last day, ${dayText(fill.until, 'en')}, is past.\n\n${facts.en(fill)}\n\nOpen it: ${fill.link}`,
    }),
  }),
  /** To the office, of what waits for somebody else. */
  'declaration-overdue-elsewhere': template<DeclarationFill>({
    zh: (fill) => ({
      subject: `学习申报逾期未办：${fill.title}`,
      text: `有一项学习申报等${fill.waiting}办理，期限${dayText(fill.until, 'zh')}已过。\n\n${facts.zh(fill)}\n\n查看：${fill.link}`,
    }),
    en: (fill) => ({
      subject: `Declaration overdue elsewhere: ${fill.title}`,
      text: `A declaration waits for ${fill.waitingEn}, and its last day, ${dayText(fill.until, 'en')}, is past.\n\n${facts.en(fill)}\n\nSee it: ${fill.link}`,
    }),
  }),
} as const
