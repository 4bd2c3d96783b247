import type { Json } from '../../../kernel/canonical-json.ts'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import { longest } from './answer-text.ts'
import type { ItemKind, Part } from './item.ts'

/** What of a question an answer to it is held against. */
export interface AnswerPlace {
  readonly kind: ItemKind
  readonly options: ReadonlySet<string>
  readonly parts: ReadonlyMap<string, AnswerPlace>
}

/** What of a paper an incoming event is held against. */
export type PaperSlots = ReadonlyMap<string, AnswerPlace>

export type EventFault = 'exam.event-malformed' | 'exam.option-unknown' | 'exam.answer-too-long'

/** The places of one question and of what is asked inside it. */
export const placeOf = (question: {
  readonly kind: ItemKind
  readonly options?: readonly { readonly id: string }[]
  readonly parts?: readonly Part[]
}): AnswerPlace => ({
  kind: question.kind,
  options: new Set((question.options ?? []).map(({ id }) => id)),
  parts: new Map(
    (question.parts ?? []).map((part) => [part.id, placeOf({ ...part, kind: part.kind ?? 'gap' })]),
  ),
})

/** Why an event is not one a candidate's page can have made of this paper; null for a sound one. */
export const eventFault = (
  event: Pick<JournalEvent, 'slot' | 'type' | 'body'>,
  paper: PaperSlots,
): EventFault | null => {
  const members = Object.keys(event.body)
  const only = (...names: string[]): boolean => members.every((name) => names.includes(name))
  const aboutSlot = event.type === 'answer' || event.type === 'flag' || event.type === 'navigate'
  if (aboutSlot !== (event.slot !== null)) return 'exam.event-malformed'
  const slot = event.slot === null ? undefined : paper.get(event.slot)
  if (aboutSlot && !slot) return 'exam.option-unknown'
  switch (event.type) {
    case 'answer':
      return slot ? answerFault(event.body, slot) : 'exam.event-malformed'
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

type Body = Readonly<Record<string, Json | undefined>>

/** The one member an answer's body has, by the kind of question. */
const memberOf: Readonly<Record<ItemKind, string>> = {
  single: 'options',
  multiple: 'options',
  judgement: 'options',
  gap: 'texts',
  ordering: 'order',
  matching: 'pairs',
  numeric: 'number',
  essay: 'text',
  case: 'parts',
}

const answerFault = (body: Body, place: AnswerPlace): EventFault | null => {
  const member = memberOf[place.kind]
  if (Object.keys(body).some((name) => name !== member)) return 'exam.event-malformed'
  const value = body[member]
  switch (place.kind) {
    case 'single':
    case 'multiple':
    case 'judgement':
      return idsFault(value, place, place.kind === 'multiple' ? Number.POSITIVE_INFINITY : 1)
    case 'ordering':
      // An order names everything or nothing: half an order is none.
      return idsFault(value, place, Number.POSITIVE_INFINITY) ?? wholeOrder(value, place)
    case 'gap':
      return membersFault(value, place, (text) => textFault(text, longest.text))
    case 'matching':
      return membersFault(value, place, (id) =>
        typeof id !== 'string'
          ? 'exam.event-malformed'
          : place.options.has(id)
            ? null
            : 'exam.option-unknown',
      )
    case 'numeric':
      return textFault(value, longest.number)
    case 'essay':
      return textFault(value, longest.essay)
    case 'case':
      return membersFault(value, place, (answer, inner) =>
        isRecord(answer) && inner ? answerFault(answer, inner) : 'exam.event-malformed',
      )
  }
}

const isRecord = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idsFault = (value: unknown, place: AnswerPlace, most: number): EventFault | null => {
  if (!Array.isArray(value) || value.some((id) => typeof id !== 'string')) return 'exam.event-malformed'
  if (value.length > most || (value.length > 1 && new Set(value).size !== value.length))
    return 'exam.event-malformed'
  return value.every((id: string) => place.options.has(id)) ? null : 'exam.option-unknown'
}

const wholeOrder = (value: unknown, place: AnswerPlace): EventFault | null =>
  Array.isArray(value) && (value.length === 0 || value.length === place.options.size)
    ? null
    : 'exam.event-malformed'

const textFault = (value: unknown, most: number): EventFault | null => {
  if (typeof value !== 'string') return 'exam.event-malformed'
  return value.length > most ? 'exam.answer-too-long' : null
}

const membersFault = (
  value: unknown,
  place: AnswerPlace,
  fault: (one: Json | undefined, inner: AnswerPlace | undefined) => EventFault | null,
): EventFault | null => {
  if (!isRecord(value)) return 'exam.event-malformed'
  for (const [id, one] of Object.entries(value)) {
    if (!place.parts.has(id)) return 'exam.option-unknown'
    const found = fault(one, place.parts.get(id))
    if (found) return found
  }
  return null
}
