import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { ExtentShape, LinesExemptedShape } from './exemptions.ts'

export const closingStandings = ['met', 'unmet', 'undetermined', 'outside'] as const
export const closingKinds = ['regular', 'supplementary'] as const

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
const PeriodShape = Type.String({
  pattern: '^\\d{4}(-\\d\\d-\\d\\d/\\d{4}-\\d\\d-\\d\\d)?$',
  description: '2026, or 2026-07-01/2028-06-30',
})
const programmeParams = Type.Object({ programmeId: IdShape })
const closingParams = Type.Object({ closingId: IdShape })

/** `full`: from all that is asked, so that the figures ask for nothing; null: from nothing. */
const ExemptShape = Nullable(OneOf(['full', 'part'] as const))

const CountedLineShape = Type.Object({
  id: Type.String(),
  /** The title it is asked for, where several are asked apart. */
  holding: Nullable(Type.Object({ zh: Type.String(), en: Type.String() })),
  measure: Type.String(),
  required: Type.String({ description: 'exact, in the unit of the measure, as what follows' }),
  counted: Type.String(),
  remaining: Type.String(),
})

const ClosingShape = Type.Object({
  id: IdShape,
  programmeId: IdShape,
  period: Type.String(),
  from: DayShape,
  to: DayShape,
  kind: OneOf(closingKinds),
  reason: Type.String(),
  state: OneOf(['counting', 'counted', 'closing', 'closed', 'dropped'] as const),
  countedBy: Type.String(),
  countedAt: InstantShape,
  closedBy: Nullable(Type.String()),
  closedOn: Nullable(DayShape),
  closedAt: Nullable(InstantShape),
  counts: Type.Object({
    people: Type.Integer(),
    counted: Type.Integer({ description: 'how far the count has come' }),
    done: Type.Integer({ description: 'how far the closing has come' }),
    met: Type.Integer(),
    unmet: Type.Integer(),
    undetermined: Type.Integer(),
    outside: Type.Integer({ description: 'no requirement reaches them' }),
    same: Type.Integer({ description: 'of a supplementary closing: whose row stays as it is' }),
  }),
})
export type Closing = Static<typeof ClosingShape>

export const closings = endpoint({
  id: 'ledger.closings',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/closings',
  title: { zh: '年度结算', en: 'Closings of a programme’s periods' },
  audience: 'signed-in',
  params: programmeParams,
  reply: Type.Object({
    items: Type.Array(ClosingShape),
    next: Type.Null(),
    programme: Type.Object({ name: Type.String(), nameEn: Type.String() }),
    /** Years that are over and not closed, newest first. */
    open: Type.Array(Type.String()),
    may: MayShape,
  }),
})

export const startClosing = endpoint({
  id: 'ledger.startClosing',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/closings',
  title: { zh: '试算年度结算', en: 'Count for a closing' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({
    period: PeriodShape,
    kind: OneOf(closingKinds),
    reason: Type.Optional(
      Type.String({ maxLength: 1000, description: 'needed for a supplementary closing' }),
    ),
  }),
  reply: Type.Object({ closingId: IdShape, people: Type.Integer() }),
  status: 202,
})

export const readClosing = endpoint({
  id: 'ledger.readClosing',
  method: 'GET',
  path: '/api/v1/closings/:closingId',
  title: { zh: '一次年度结算', en: 'A closing' },
  audience: 'signed-in',
  params: closingParams,
  reply: Type.Object({
    ...ClosingShape.properties,
    programme: Type.Object({ name: Type.String(), nameEn: Type.String() }),
    /** Units by measure, for the figures of its people. */
    units: Type.Record(Type.String(), Type.Object({ zh: Type.String(), en: Type.String() })),
    unitMinutes: Type.Integer(),
    rows: Type.Integer({ description: 'frozen rows' }),
    digest: Nullable(Type.String({ description: 'SHA-256 over the hashes of its rows, base64url' })),
    /** `same-person`: whoever counted does not close. */
    blocked: Nullable(OneOf(['same-person'] as const)),
    may: MayShape,
  }),
})

/** Closings of the reader's programmes that were counted by somebody else and wait for a second officer. */
export const closingsToClose = endpoint({
  id: 'ledger.closingsToClose',
  method: 'GET',
  path: '/api/v1/closings-to-close',
  title: { zh: '等待第二人结算', en: 'Closings that wait for a second officer' },
  audience: 'signed-in',
  reply: Page(
    Type.Object({
      id: IdShape,
      programmeId: IdShape,
      programmeName: Type.String(),
      programmeNameEn: Type.String(),
      period: Type.String(),
      kind: OneOf(closingKinds),
      countedBy: Type.String(),
      countedAt: InstantShape,
    }),
  ),
})

export const closingPeople = endpoint({
  id: 'ledger.closingPeople',
  method: 'GET',
  path: '/api/v1/closings/:closingId/people',
  title: { zh: '结算名单', en: 'People of a closing, with what each lacks' },
  audience: 'signed-in',
  params: closingParams,
  query: Type.Object({
    standing: Type.Optional(OneOf(closingStandings)),
    q: Type.Optional(Type.String({ maxLength: 60, description: 'part of a name' })),
    ...pageQuery,
  }),
  reply: Page(
    Type.Object({
      personId: IdShape,
      name: Type.String(),
      employer: Nullable(Type.String()),
      standing: OneOf(closingStandings),
      missingMinutes: Nullable(
        Type.Integer({
          description: 'what the line furthest from its end lacks; null where it lacks no time',
        }),
      ),
      lines: Type.Array(CountedLineShape),
      lacks: Type.Array(Type.String({ description: 'a fact whose absence leaves it undetermined' })),
      exempt: ExemptShape,
      same: Type.Boolean(),
      rowId: Nullable(IdShape),
    }),
  ),
})

export const closePeriod = endpoint({
  id: 'ledger.closePeriod',
  method: 'POST',
  path: '/api/v1/closings/:closingId/close',
  title: { zh: '结算', en: 'Close what was counted' },
  audience: 'signed-in',
  params: closingParams,
  body: Type.Object({ confirm: Type.String({ maxLength: 60, description: 'the period once more' }) }),
  reply: Type.Object({ closingId: IdShape }),
  status: 202,
})

export const dropClosing = endpoint({
  id: 'ledger.dropClosing',
  method: 'POST',
  path: '/api/v1/closings/:closingId/drop',
  title: { zh: '放弃试算', en: 'Let a count go' },
  audience: 'signed-in',
  params: closingParams,
  reply: Type.Object({}),
})

const EntryAdjustmentShape = Type.Object({
  kind: Type.Literal('entry'),
  entryId: IdShape,
  period: Type.String(),
  title: Type.String(),
  category: Type.String(),
  measure: Type.String(),
  amount: Type.String(),
  minutes: Nullable(Type.Integer()),
  reverses: Nullable(IdShape),
  reason: Type.String(),
  recordedAt: InstantShape,
})
const ExemptionAdjustmentShape = Type.Object({
  kind: OneOf(['exemption-granted', 'exemption-ended'] as const),
  exemptionId: IdShape,
  period: Type.String(),
  from: DayShape,
  to: DayShape,
  extent: ExtentShape,
  lines: LinesExemptedShape,
  reason: Type.String({ description: 'for what it was granted, or why it was taken back' }),
  recordedAt: InstantShape,
})
/** What moves the figures of a closed period, since: hours entered or taken back, exemptions granted or taken back. */
export const AdjustmentShape = Type.Union([EntryAdjustmentShape, ExemptionAdjustmentShape])
export type Adjustment = Static<typeof AdjustmentShape>

const OfPerson = { personId: IdShape, name: Type.String() }

export const adjustments = endpoint({
  id: 'ledger.adjustments',
  method: 'GET',
  path: '/api/v1/closings/:closingId/adjustments',
  title: { zh: '后续调整', en: 'What was entered or exempted after the period was closed' },
  audience: 'signed-in',
  params: closingParams,
  query: Type.Object({ ...pageQuery }),
  reply: Page(
    Type.Union([
      Type.Object({ ...EntryAdjustmentShape.properties, ...OfPerson }),
      Type.Object({ ...ExemptionAdjustmentShape.properties, ...OfPerson }),
    ]),
  ),
})

/** Closed periods of a person: every row ever frozen, and what was entered or exempted since the one in force. */
export const personClosings = endpoint({
  id: 'ledger.personClosings',
  method: 'GET',
  path: '/api/v1/people/:personId/closings',
  title: { zh: '某人的年度结算', en: 'Closed periods of a person' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  query: Type.Object({ programme: Type.Optional(IdShape) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        period: Type.String(),
        rows: Type.Array(
          Type.Object({
            id: IdShape,
            kind: OneOf(closingKinds),
            standing: OneOf(['met', 'unmet', 'undetermined'] as const),
            closedOn: DayShape,
            hours: Type.String(),
            minutes: Type.Integer(),
            exempt: ExemptShape,
            lines: Type.Array(
              Type.Object({ id: Type.String(), required: Type.String(), counted: Type.String() }),
            ),
            reason: Type.String(),
            superseded: Type.Boolean(),
            hash: Type.String({ description: 'SHA-256 of the frozen row, base64url' }),
          }),
          { description: 'the one in force first' },
        ),
        adjustments: Type.Array(AdjustmentShape),
      }),
    ),
    next: Type.Null(),
    unit: Type.Object({ zh: Type.String(), en: Type.String() }),
    programmeId: Nullable(IdShape),
  }),
})
