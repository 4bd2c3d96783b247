import type { Bilingual } from './bilingual.ts'

/** What a certificate is called by its state, wherever it is named: screens, public pages, shared links, sheets, messages. */
export const certificateWords = {
  valid: { zh: '有效', en: 'Valid' },
  superseded: { zh: '已更正', en: 'Superseded' },
  replaced: { zh: '已换发', en: 'Replaced' },
  revoked: { zh: '已撤销', en: 'Revoked' },
} as const satisfies Readonly<Record<string, Bilingual>>

export type CertificateWord = keyof typeof certificateWords

/** Which of the words fits: one that was lost and replaced was not wrong. Other answers of a check pass through. */
export const certificateWord = <S extends string>(
  status: S,
  supersededCause: string | null | undefined,
): S | 'replaced' => (status === 'superseded' && supersededCause === 'lost' ? 'replaced' : status)
