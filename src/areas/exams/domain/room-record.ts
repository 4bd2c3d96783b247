import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Digest } from '../../../kernel/sha256.ts'

/** One candidate's line of a room record; instants as ISO text. */
export interface RecordLine {
  readonly name: string
  readonly ticketNumber: string
  readonly seat: number | null
  readonly state: 'submitted' | 'absent' | 'running' | 'ready'
  readonly identitySeen: boolean
  readonly startedAt: string | null
  /** Began more than five minutes after the opening. */
  readonly late: boolean
  readonly submittedAt: string | null
  readonly submittedBy: 'candidate' | 'time' | 'invigilator' | null
  readonly answered: number
  readonly receipt: string | null
  readonly addedSeconds: number
  readonly heldSeconds: number
}

interface RecordPlace {
  readonly roomId: string | null
  readonly room: string | null
  readonly seat: number | null
}

/** What is done in a sitting. */
export type ActKind =
  | 'admit'
  | 'fence'
  | 'move'
  | 'message'
  | 'incident'
  | 'time'
  | 'hold'
  | 'release'
  | 'submit'
  | 'tail'
  | 'late'

/** One act of an invigilator as a room record keeps it. */
export interface RecordAct {
  readonly kind: ActKind
  readonly scope: 'seat' | 'room' | 'sitting'
  readonly code: string | null
  readonly note: string
  readonly at: string
  readonly by: string | null
  readonly facts: {
    readonly identitySeen?: boolean
    readonly from?: RecordPlace
    readonly to?: RecordPlace
    readonly seconds?: number
    readonly pastClose?: boolean
    readonly effectiveAt?: string
    readonly accepted?: boolean
  }
  /** Ticket numbers of the seats it was done to, of this room only. */
  readonly tickets: string[]
}

/** 考场记录 of one room of one sitting, wholly from the log. */
export interface RoomRecord {
  readonly sitting: string
  readonly number: number
  readonly title: string
  readonly site: string | null
  readonly room: string | null
  readonly opensAt: string
  readonly closesAt: string
  readonly paperHash: string
  readonly candidates: RecordLine[]
  readonly acts: RecordAct[]
}

export const lateAfterMs = 300_000

/** Hash over the canonical record: what two people sign is exactly this text. */
export const roomRecordHash = (record: RoomRecord, digest: Digest): string =>
  digest(canonicalJson(record as unknown as Json))
