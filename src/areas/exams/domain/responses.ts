import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import type { ItemKind } from './item.ts'

/** What of a paper an incoming event is held against. */
export type PaperSlots = ReadonlyMap<
  string,
  { readonly kind: ItemKind; readonly options: ReadonlySet<string> }
>

/** Why an event is not one a candidate's page can have made of this paper; null for a sound one. */
export const eventFault = (
  event: Pick<JournalEvent, 'slot' | 'type' | 'body'>,
  paper: PaperSlots,
): 'exam.event-malformed' | 'exam.option-unknown' | null => {
  const members = Object.keys(event.body)
  const only = (...names: string[]): boolean => members.every((name) => names.includes(name))
  const aboutSlot = event.type === 'answer' || event.type === 'flag' || event.type === 'navigate'
  if (aboutSlot !== (event.slot !== null)) return 'exam.event-malformed'
  const slot = event.slot === null ? undefined : paper.get(event.slot)
  if (aboutSlot && !slot) return 'exam.option-unknown'
  switch (event.type) {
    case 'answer':
      return only('options') && slot ? optionsFault(event.body['options'], slot) : 'exam.event-malformed'
    case 'flag':
    case 'focus':
      return only('on') && typeof event.body['on'] === 'boolean' ? null : 'exam.event-malformed'
    case 'navigate':
      return only() ? null : 'exam.event-malformed'
    case 'clock':
      return only('offset') && Number.isSafeInteger(event.body['offset']) ? null : 'exam.event-malformed'
    case 'note':
      return only('code') && /^[a-z][a-z0-9-]{0,39}$/.test(String(event.body['code']))
        ? null
        : 'exam.event-malformed'
  }
}

const optionsFault = (
  options: unknown,
  slot: { readonly kind: ItemKind; readonly options: ReadonlySet<string> },
) => {
  if (!Array.isArray(options) || options.some((id) => typeof id !== 'string')) return 'exam.event-malformed'
  if (new Set(options).size !== options.length || (slot.kind !== 'multiple' && options.length > 1))
    return 'exam.event-malformed'
  return options.every((id: string) => slot.options.has(id)) ? null : 'exam.option-unknown'
}
