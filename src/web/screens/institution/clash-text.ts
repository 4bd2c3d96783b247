import type { Clash } from '../../../areas/training/contract.ts'
import type { Language } from '../../i18n/language.ts'
import { eitherName, type Say } from '../../i18n/words.ts'

/** What is in the way of a session, and who has it. */
export const clashText = (say: Say<'training'>, language: Language, clash: Clash): string => {
  const by = eitherName(language, clash.className ?? '', clash.classNameEn ?? '')
  const when = { day: clash.day, start: clash.start, end: clash.end }
  if (clash.kind === 'overlap') return say('clashOverlap', { other: (clash.otherSession ?? 0) + 1 })
  if (clash.kind === 'seats')
    return say('clashSeats', { room: clash.roomName ?? '', seats: clash.seats ?? 0 })
  if (clash.kind === 'room') return say('clashRoom', { ...when, room: clash.roomName ?? '', by })
  return say('clashTeacher', { ...when, teacher: clash.teacherName ?? '', by })
}

/** The same thing in the way of several sessions: said once, with the sessions it stops, in the order met. */
export const clashesTogether = (clashes: readonly Clash[]): readonly (readonly [Clash, ...Clash[]])[] =>
  [
    ...Map.groupBy(clashes, ({ kind, classId, roomName, teacherName, session }) =>
      kind === 'overlap' ? `overlap ${session}` : [kind, classId, roomName, teacherName].join(' '),
    ).values(),
  ].flatMap(([first, ...rest]) => (first ? [[first, ...rest] as const] : []))

/** What stops several sessions, without the days: the sessions are numbered beside it. */
export const sharedClashText = (say: Say<'training'>, language: Language, clash: Clash): string => {
  const by = eitherName(language, clash.className ?? '', clash.classNameEn ?? '')
  if (clash.kind === 'room') return say('clashRoomOften', { room: clash.roomName ?? '', by })
  if (clash.kind === 'teacher') return say('clashTeacherOften', { teacher: clash.teacherName ?? '', by })
  return clashText(say, language, clash)
}
