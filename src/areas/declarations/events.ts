import type { DomainEvent } from '../../platform/events.ts'

type Data = DomainEvent['data']

/** The hash of what is declared now. */
interface Written extends Data {
  readonly rows: readonly string[]
}

const about = (
  name: string,
  id: string,
  { rows, ...data }: Data & { rows?: readonly string[] } = {},
): DomainEvent => ({
  name: `declarations.${name}`,
  subject: { kind: 'declaration', id },
  data,
  ...(rows ? { rows } : {}),
})

export const declarationStarted = (
  id: string,
  data: { kind: string; person: string; programme: string } & Written,
): DomainEvent => about('declarationStarted', id, data)
export const declarationEdited = (id: string, data: { before: Data; after: Data } & Written): DomainEvent =>
  about('declarationEdited', id, data)
/** File names stay out of the trail's data: they may name people. */
export const evidenceAdded = (id: string, data: { file: string; sha256: string }): DomainEvent =>
  about('evidenceAdded', id, data)
export const evidenceRemoved = (id: string, data: { file: string; sha256: string }): DomainEvent =>
  about('evidenceRemoved', id, data)
export const evidenceOpened = (id: string, data: { file: string }): DomainEvent =>
  about('evidenceOpened', id, data)
export const declarationSubmitted = (
  id: string,
  data: { step: number; due: string | null } & Written,
): DomainEvent => about('declarationSubmitted', id, data)
export const declarationWithdrawn = (id: string, data: { step: number }): DomainEvent =>
  about('declarationWithdrawn', id, data)

interface Decided extends Data {
  readonly step: number
  readonly role: string
  readonly reason: string
}
export const declarationChecked = (id: string, data: Decided & { due: string | null }): DomainEvent =>
  about('declarationChecked', id, data)
export const declarationReturned = (id: string, data: Decided & { due: string | null }): DomainEvent =>
  about('declarationReturned', id, data)
export const declarationRefused = (id: string, data: Decided): DomainEvent =>
  about('declarationRefused', id, data)
export const declarationRecognised = (id: string, data: Decided & { entries: number }): DomainEvent =>
  about('declarationRecognised', id, data)
/** Whoever has to act was reminded of the last day; once a step. */
export const declarationDue = (id: string, data: { step: number; due: string; role: string }): DomainEvent =>
  about('declarationDue', id, data)
/** The last day of a step is past and it still waits; once a step. */
export const declarationOverdue = (
  id: string,
  data: { step: number; due: string; role: string },
): DomainEvent => about('declarationOverdue', id, data)
