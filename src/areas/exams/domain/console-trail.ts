import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Digest } from '../../../kernel/sha256.ts'
import { roomRecordHash, type RoomRecord } from './room-record.ts'
import { fits, type Differs, type Told } from './trail.ts'

/** An act of an invigilator as its row keeps it. */
export interface ActAsKept {
  readonly id: string
  readonly kind: string
  readonly scope: string
  readonly code: string | null
  readonly note: string
  readonly facts: object
  readonly madeAt: Date
  readonly madeBy: string | null
  readonly attempts: readonly string[]
}

export interface RoomRecordAsKept {
  readonly id: string
  readonly roomId: string | null
  readonly content: RoomRecord
  readonly hash: string
  readonly signatures: readonly { readonly accountId: string }[]
}

/** That somebody agreed to count what a dead seat left behind. */
export interface ConsentAsKept {
  readonly attemptId: string
  readonly epoch: number
  readonly through: number
  readonly accountId: string
  readonly reason: string
}

/**
 * Hash over everything an act says. The trail carries this and not the words: what was written of a candidate stays with
 * the sitting.
 */
export const actHash = (act: Omit<ActAsKept, 'id'>, digest: Digest): string => {
  const { kind, scope, code, note, facts, madeAt, madeBy, attempts } = act
  const whole = {
    kind,
    scope,
    code,
    note,
    facts,
    madeBy,
    madeAt: madeAt.toISOString(),
    attempts: attempts.toSorted(),
  }
  return digest(canonicalJson(whole as unknown as Json))
}

const actEvents: ReadonlySet<string> = new Set(
  ['seatsAdmitted', 'seatShut', 'seatMoved', 'messageSent', 'incidentNoted'].map((name) => `exams.${name}`),
)

/** Acts, consents and signed room records against what the trail told of them: none put in, taken out or reworded. */
export const consoleDiffers = (
  sittingId: string,
  kept: {
    readonly acts: readonly ActAsKept[]
    readonly records: readonly RoomRecordAsKept[]
    readonly consents: readonly ConsentAsKept[]
  },
  trail: readonly Told[],
  digest: Digest,
): Differs[] => {
  const told = new Map(
    trail.filter(({ name }) => actEvents.has(name)).map(({ data }) => [data['act'], data] as const),
  )
  const actsFit =
    told.size === kept.acts.length &&
    kept.acts.every((act) => fits({ hash: actHash(act, digest) }, told.get(act.id))) &&
    sorted(
      kept.consents.map(({ attemptId, epoch, through, accountId, reason }) => [
        attemptId,
        epoch,
        through,
        accountId,
        reason,
      ]),
    ) ===
      sorted(
        trail
          .filter(({ name }) => name === 'exams.tailAgreed')
          .map(({ subjectId, actorAccount, data }) => [
            subjectId,
            data['epoch'] ?? null,
            data['through'] ?? null,
            actorAccount,
            data['reason'] ?? null,
          ]),
      )
  const signed = trail.filter(
    ({ name, subjectId }) => name === 'exams.roomRecordSigned' && subjectId === sittingId,
  )
  const signatures = kept.records.flatMap(({ id, roomId, content, hash, signatures: by }) =>
    by.map(({ accountId }) => [id, roomId, hash, roomRecordHash(content, digest), accountId]),
  )
  const recordsFit =
    kept.records.every((record) => record.signatures.length > 0) &&
    sorted(signatures) ===
      sorted(
        signed.map(({ data, actorAccount }) => [
          data['record'] ?? null,
          data['room'] ?? null,
          data['hash'] ?? null,
          data['hash'] ?? null,
          actorAccount ?? null,
        ]),
      )
  return [
    ...(actsFit ? [] : [{ attemptId: null, what: 'acts' } as const]),
    ...(recordsFit ? [] : [{ attemptId: null, what: 'room-record' } as const]),
  ]
}

const sorted = (lines: readonly (readonly Json[])[]): string =>
  lines
    .map((line) => canonicalJson([...line]))
    .toSorted()
    .join('\n')
