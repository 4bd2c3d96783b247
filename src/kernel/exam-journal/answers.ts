import type { Json } from '../canonical-json.ts'
import type { JournalEvent } from './event.ts'

/** A place in the journal. Positions compare by epoch, then by number. */
export interface Position {
  readonly epoch: number
  readonly seq: number
}

/**
 * What the journal says about one question. Never seen, seen but blank, answered, and answered then cleared are
 * different things to an examiner: `response` is null until answered, and `cleared` tells the last.
 */
export interface SlotState {
  readonly seen: boolean
  readonly response: { readonly [key: string]: Json } | null
  readonly cleared: boolean
  readonly flagged: boolean
  readonly answeredAt: Position | null
  readonly flaggedAt: Position | null
}

export type Answers = ReadonlyMap<string, SlotState>

export const untouched: SlotState = {
  seen: false,
  response: null,
  cleared: false,
  flagged: false,
  answeredAt: null,
  flaggedAt: null,
}

const before = (a: Position | null, b: Position): boolean =>
  a === null || a.epoch < b.epoch || (a.epoch === b.epoch && a.seq < b.seq)

/** The one reducer, for client and server: per question the act of the highest (epoch, seq) holds, in whatever order acts are folded. */
export const applyEvent = (
  answers: Map<string, SlotState>,
  epoch: number,
  event: Pick<JournalEvent, 'seq' | 'slot' | 'type' | 'body'>,
): void => {
  if (event.slot === null) return
  const state = answers.get(event.slot) ?? untouched
  const at: Position = { epoch, seq: event.seq }
  if (event.type === 'answer') {
    if (!before(state.answeredAt, at)) return
    const cleared = isEmptyResponse(event.body)
    answers.set(event.slot, {
      ...state,
      seen: true,
      response: cleared ? null : event.body,
      cleared,
      answeredAt: at,
    })
  } else if (event.type === 'flag') {
    if (!before(state.flaggedAt, at)) return
    answers.set(event.slot, { ...state, seen: true, flagged: event.body['on'] === true, flaggedAt: at })
  } else if (event.type === 'navigate') {
    answers.set(event.slot, { ...state, seen: true })
  }
}

/** Folds effective events into the current answers. */
export const foldAnswers = (
  events: Iterable<{
    readonly epoch: number
    readonly event: Pick<JournalEvent, 'seq' | 'slot' | 'type' | 'body'>
  }>,
): Answers => {
  const answers = new Map<string, SlotState>()
  for (const { epoch, event } of events) applyEvent(answers, epoch, event)
  return answers
}

/** Option ids a choice response holds; empty for anything else. */
export const chosenOptions = (response: SlotState['response']): readonly string[] => {
  const options = response?.['options']
  return Array.isArray(options) ? options.filter((one): one is string => typeof one === 'string') : []
}

/** Nothing written anywhere: no option, no text, no part with either. */
export const isEmptyResponse = (body: JournalEvent['body']): boolean => Object.values(body).every(isNothing)

const isNothing = (value: Json | undefined): boolean => {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && Object.values(value).every(isNothing)
}
