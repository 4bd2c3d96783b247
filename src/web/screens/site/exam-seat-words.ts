import type { showConsole } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { ago } from '../../i18n/dates.ts'
import type { Language } from '../../i18n/language.ts'
import type { Say, Word } from '../../i18n/words.ts'
import type { Tone } from '../../ui/status-tag.tsx'

export type ConsoleReply = ReplyOf<typeof showConsole>
export type Seat = ConsoleReply['items'][number]

/** A page at work is heard of every fifteen seconds; three times that without a word is silence. */
const silentMs = 45_000

export const isSilent = (seat: Seat, now: number): boolean =>
  seat.state === 'running' &&
  !seat.shut &&
  seat.lastContact !== null &&
  now - Date.parse(seat.lastContact) > silentMs

/** What a seat is first of all, in the order in which an invigilator should look. */
export const troubles = [
  'late',
  'awaited',
  'silent',
  'shut',
  'behind',
  'foreign',
  'incident',
  'held',
  'unseen',
  'running',
  'ready',
  'submitted',
  'absent',
] as const
export type Trouble = (typeof troubles)[number]

export const troubleOf = (seat: Seat, now: number, identityAsked: boolean): Trouble => {
  if (seat.late.length > 0) return 'late'
  if (seat.awaited) return 'awaited'
  if (seat.state === 'submitted' || seat.state === 'absent') return seat.state
  if (isSilent(seat, now)) return 'silent'
  if (seat.shut) return 'shut'
  if ((seat.unsent ?? 0) > 10 || seat.leftBehind > 0) return 'behind'
  if (seat.foreign > 0) return 'foreign'
  if (seat.incidents > 0) return 'incident'
  if (seat.held) return 'held'
  if (seat.state === 'running' && identityAsked && !seat.identitySeen) return 'unseen'
  return seat.state
}

export const needsYou = (trouble: Trouble): boolean =>
  troubles.indexOf(trouble) <= troubles.indexOf('incident')

export const troubleTones: Readonly<Record<Trouble, Tone>> = {
  late: 'attention',
  awaited: 'bad',
  silent: 'bad',
  shut: 'bad',
  behind: 'attention',
  foreign: 'attention',
  incident: 'attention',
  held: 'waiting',
  unseen: 'waiting',
  running: 'under-way',
  ready: 'draft',
  submitted: 'good',
  absent: 'over',
}

/** Trouble first, then by place; a seat keeps its place in the map while nothing happens to it. */
export const inOrder = (
  seats: readonly Seat[],
  now: number,
  identityAsked: boolean,
): readonly { readonly seat: Seat; readonly trouble: Trouble }[] =>
  seats
    .map((seat) => ({ seat, trouble: troubleOf(seat, now, identityAsked) }))
    .toSorted(
      (a, b) =>
        troubles.indexOf(a.trouble) - troubles.indexOf(b.trouble) ||
        (a.seat.room ?? '').localeCompare(b.seat.room ?? '') ||
        (a.seat.seat ?? 0) - (b.seat.seat ?? 0) ||
        (a.seat.ticketNumber < b.seat.ticketNumber ? -1 : 1),
    )

interface Placed {
  readonly seat: number | null
  readonly ticketNumber: string
}

/** As they sit, for who goes along the rows of one room; who has no seat after them, by ticket. */
export const bySeat = (a: Placed, b: Placed): number =>
  (a.seat ?? Number.MAX_SAFE_INTEGER) - (b.seat ?? Number.MAX_SAFE_INTEGER) ||
  (a.ticketNumber < b.ticketNumber ? -1 : 1)

/** Where a candidate sits, in words. */
export const placeOf = (say: Say<'examConsole'>, seat: Pick<Seat, 'room' | 'seat'>): string =>
  seat.seat === null ? say('noPlace') : say('place', { room: seat.room ?? '', seat: seat.seat })

/** Milliseconds left at a seat; a held one stands still. */
export const leftOf = (seat: Seat, now: number): number | null => {
  if (seat.state !== 'running' || seat.deadline === null || seat.leftSeconds === null) return null
  if (!seat.held) return Date.parse(seat.deadline) - now
  if (seat.held.until === null) return seat.leftSeconds * 1000
  return Date.parse(seat.deadline) - Math.max(Date.parse(seat.held.until), now)
}

/** `1:05:09`, `59:59`, `0:00` once it is over. */
export const clockText = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

export const codeWord = (code: string): Word<'examConsole'> => `code.${code}` as Word<'examConsole'>

/** What else an invigilator should know of a seat, the urgent first. */
export const flagsOf = (
  say: Say<'examConsole'>,
  language: Language,
  seat: Seat,
  now: number,
): readonly string[] => {
  const flags: string[] = []
  const when = (holds: boolean, text: () => string): void => {
    if (holds) flags.push(text())
  }
  when(seat.late.length > 0, () =>
    say('flag.late', { count: seat.late.reduce((sum, { answers }) => sum + answers, 0) }),
  )
  when(seat.awaited, () => say('flag.awaited'))
  when(isSilent(seat, now), () =>
    say('flag.silent', { ago: ago(language, seat.lastContact ?? '', new Date(now)) }),
  )
  when(seat.held !== null, () => say(seat.held?.until === null ? 'flag.held' : 'flag.resuming'))
  when((seat.unsent ?? 0) > 0, () => say('flag.unsent', { count: seat.unsent ?? 0 }))
  when(seat.leftBehind > 0, () => say('flag.leftBehind', { count: seat.leftBehind }))
  when(seat.foreign > 0, () => say('flag.foreign', { count: seat.foreign }))
  when(seat.incident !== null, () =>
    say('flag.incidents', { count: seat.incidents, code: say(codeWord(seat.incident ?? '')) }),
  )
  when(seat.unread > 0 && seat.state === 'running', () => say('flag.unread', { count: seat.unread }))
  when(seat.moved, () => say('flag.moved'))
  when(seat.addedSeconds !== 0, () => say('flag.added', { minutes: Math.round(seat.addedSeconds / 6) / 10 }))
  when(seat.heldSeconds > 0 && seat.held === null, () =>
    say('flag.heldFor', { time: clockText(seat.heldSeconds * 1000) }),
  )
  when(seat.silentSeconds >= 30, () => say('flag.lost', { time: clockText(seat.silentSeconds * 1000) }))
  // Before the opening nobody is heard of; that a page has been let in is what there is to see of who waits at the machine.
  when(seat.state === 'ready' && seat.epochs > 0, () => say('flag.opened'))
  when(seat.epochs > 1, () => say('flag.pages', { count: seat.epochs - 1 }))
  return flags
}
