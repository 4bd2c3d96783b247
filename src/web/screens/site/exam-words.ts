import type { listAttempts, listSittings } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import type { Language } from '../../i18n/language.ts'
import { eitherName } from '../../i18n/words.ts'
import type { Tone } from '../../ui/status-tag.tsx'

export type SittingRow = ReplyOf<typeof listSittings>['items'][number]
export type RoomReply = ReplyOf<typeof listAttempts>
export type AttemptRow = RoomReply['items'][number]

export const phaseTones: Readonly<Record<SittingRow['phase'], Tone>> = {
  planned: 'waiting',
  open: 'under-way',
  over: 'over',
  cancelled: 'bad',
}
export const resultTones: Readonly<Record<SittingRow['results'], Tone>> = {
  none: 'draft',
  scored: 'attention',
  released: 'good',
}
export const attemptTones: Readonly<Record<AttemptRow['state'], Tone>> = {
  ready: 'waiting',
  running: 'under-way',
  submitted: 'good',
  absent: 'over',
}

/** A page at work is heard of every fifteen seconds; three times that without a word is silence. */
const silentMs = 45_000

export const isSilent = (row: AttemptRow, now: number): boolean =>
  row.state === 'running' && row.lastContact !== null && now - Date.parse(row.lastContact) > silentMs

/** What an invigilator should look at first comes first: silence, unsent answers, odd records, then who is writing. */
export const troubleOf = (row: AttemptRow, now: number): number => {
  if (isSilent(row, now)) return 0
  if (row.state === 'running' && (row.foreign > 0 || (row.unsent ?? 0) > 10)) return 1
  return { running: 2, ready: 3, submitted: 4, absent: 5 }[row.state]
}

/** Site and room; empty where the exam has no place. */
export const sittingPlace = (
  language: Language,
  one: Pick<SittingRow, 'siteName' | 'siteNameEn' | 'roomName'>,
): string =>
  [eitherName(language, one.siteName ?? '', one.siteNameEn ?? ''), one.roomName].filter(Boolean).join(' ')
