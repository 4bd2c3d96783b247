import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { Nullable, Text } from './shapes.ts'

/** `outside`: no requirement reaches the person. */
export const stands = ['met', 'unmet', 'undetermined', 'outside'] as const
const runParams = Type.Object({ runId: IdShape })

export const startDryRun = endpoint({
  id: 'ruleStudio.startDryRun',
  method: 'POST',
  path: '/api/v1/rule-drafts/:draftId/dry-runs',
  title: { zh: '试运行规则草案', en: 'Dry run a draft' },
  audience: 'signed-in',
  params: Type.Object({ draftId: IdShape }),
  body: Type.Object({
    programmeId: IdShape,
    period: Type.String({
      pattern: '^\\d{4}(-\\d\\d-\\d\\d/\\d{4}-\\d\\d-\\d\\d)?$',
      description: '2026, or 2026-07-01/2028-06-30',
    }),
  }),
  reply: Type.Object({ runId: IdShape }),
  status: 202,
})

const Counts = Type.Object({
  people: Type.Integer(),
  newlyShort: Type.Integer(),
  newlyMet: Type.Integer(),
  newlyUndetermined: Type.Integer(),
  newlyReached: Type.Integer({ description: 'no requirement reached them before' }),
  newlyOutside: Type.Integer({ description: 'no requirement reaches them any more' }),
})

const Changed = Type.Object({
  key: Type.String({ description: 'for `rule` of the list of people' }),
  part: Type.String({ description: 'as in the outline of a text; `other`: of no rule in particular' }),
  id: Nullable(
    Type.String({ description: 'of the rule; null: those of the part that changed cannot be told apart' }),
  ),
  change: OneOf(['added', 'removed', 'changed', 'follows'] as const),
  before: Nullable(Text),
  after: Nullable(Text),
  people: Type.Integer({ description: 'whom it touches' }),
  activities: Type.Integer({ description: 'credited otherwise by it; none of a requirement' }),
  amounts: Type.Array(
    Type.Object({
      measure: Type.String(),
      unit: Text,
      gained: Type.String({
        description: 'exact, in the unit: lacking less by a requirement, counted more by any other rule',
      }),
      lost: Type.String({ description: 'lacking more, or counted less' }),
    }),
  ),
})
export type DryRunChange = Static<typeof Changed>

export const ReportShape = Type.Object({
  /** `same`: the programme goes by this pack; `layer`: by one standing on it; `switch`: by another, as if it went over to this one. */
  mode: OneOf(['same', 'layer', 'switch'] as const),
  before: Type.Object({ pack: Type.String(), hash: Type.String() }),
  after: Type.Object({ pack: Type.String(), hash: Type.String() }),
  people: Type.Integer(),
  whole: Type.Optional(
    Type.Integer({
      description: 'of them, judged from their evidence; from the sums of the ledger all others',
    }),
  ),
  matrix: Type.Array(Type.Object({ before: OneOf(stands), after: OneOf(stands), people: Type.Integer() })),
  counts: Counts,
  missing: Type.Array(Type.Object({ fact: Type.String(), people: Type.Integer() }), {
    description: 'of those newly undetermined: the facts not on record',
  }),
  reasons: Type.Array(Type.Object({ line: Type.String(), people: Type.Integer() }), {
    description: 'of those whose standing moved: the first line that is another',
  }),
  /** Minutes still lacking after, less those before; of those whom a requirement reaches both times. */
  minutes: Type.Object({
    moved: Type.Integer(),
    least: Nullable(Type.Integer()),
    median: Nullable(Type.Integer()),
    p90: Nullable(Type.Integer()),
    most: Nullable(Type.Integer()),
    spread: Type.Array(
      Type.Object({
        from: Nullable(Type.Integer()),
        to: Nullable(Type.Integer()),
        people: Type.Integer(),
      }),
      { description: 'whole minutes, from above `from` up to `to`' },
    ),
  }),
  changes: Type.Optional(
    Type.Array(Changed, {
      description:
        'every rule that says something else, and what it does; `follows`: one that says the same and is moved by others. Runs of earlier releases have none',
    }),
  ),
  groups: Type.Object({
    district: Type.Array(Type.Object({ id: Nullable(IdShape), name: Nullable(Text), ...Counts.properties })),
    employer: Type.Array(Type.Object({ id: Nullable(IdShape), name: Nullable(Text), ...Counts.properties }), {
      description: 'the hundred most changed',
    }),
    titleLevel: Type.Array(
      Type.Object({ id: Nullable(Type.String()), name: Nullable(Text), ...Counts.properties }),
    ),
    class: Type.Array(Type.Object({ id: Nullable(Type.String()), ...Counts.properties })),
  }),
})
export type DryRunReport = Static<typeof ReportShape>

export const readDryRun = endpoint({
  id: 'ruleStudio.readDryRun',
  method: 'GET',
  path: '/api/v1/rule-dry-runs/:runId',
  title: { zh: '一次试运行', en: 'A dry run' },
  audience: 'signed-in',
  params: runParams,
  reply: Type.Object({
    id: IdShape,
    draftId: IdShape,
    draftTitle: Text,
    packId: Type.String(),
    hash: Type.String(),
    current: Type.Boolean({ description: 'the draft is still what was run' }),
    programmeId: IdShape,
    programmeName: Type.String(),
    programmeNameEn: Type.String(),
    period: Type.String(),
    on: DayShape,
    state: OneOf(['waiting', 'running', 'done'] as const),
    people: Type.Integer(),
    judged: Type.Integer(),
    startedBy: Type.String(),
    startedAt: InstantShape,
    snapshotAt: Nullable(InstantShape),
    doneAt: Nullable(InstantShape),
    report: Nullable(ReportShape),
    reportHash: Nullable(Type.String()),
    lines: Type.Array(Type.Object({ id: Type.String(), name: Text }), {
      description: 'names of the requirements that the report and the list speak of; none before it is done',
    }),
    listsByRule: Type.Boolean({
      description:
        'the list can be asked for by rule; runs of earlier releases did not keep whom each touches',
    }),
    /** Minutes in a class hour of the draft, and its name. */
    unit: Nullable(Type.Object({ zh: Type.String(), en: Type.String(), minutes: Type.Integer() })),
    may: MayShape,
  }),
})
export type DryRunRead = Static<typeof readDryRun.reply>

const Line = Type.Object({
  id: Type.String(),
  /** The title it is asked for, where several are asked apart. */
  holding: Nullable(Text),
  required: Type.String(),
  counted: Type.String(),
  remaining: Type.String(),
})

const Found = Type.Object({
  personId: IdShape,
  name: Type.String(),
  employer: Nullable(Type.String()),
  before: OneOf(stands),
  after: OneOf(stands),
  beforeMinutes: Nullable(Type.Integer({ description: 'minutes lacking before' })),
  afterMinutes: Nullable(Type.Integer({ description: 'minutes lacking after' })),
  beforeLines: Type.Array(Line),
  afterLines: Type.Array(Line),
  reason: Nullable(Type.String()),
  lacks: Type.Array(Type.String()),
  touched: Nullable(
    Type.Array(Type.String(), { description: '`key` of each rule of the difference that touches them' }),
  ),
})
export type DryRunPerson = Static<typeof Found>

const peopleQuery = {
  before: Type.Optional(OneOf(stands)),
  after: Type.Optional(OneOf(stands)),
  moved: Type.Optional(Type.Boolean({ description: 'only whose standing is another' })),
  rule: Type.Optional(
    Type.String({
      maxLength: 200,
      description: '`key` of a changed rule: only whom it touches, whatever becomes of the standing',
    }),
  ),
  q: Type.Optional(Type.String({ maxLength: 60, description: 'part of a name' })),
}

export const dryRunPeople = endpoint({
  id: 'ruleStudio.dryRunPeople',
  method: 'GET',
  path: '/api/v1/rule-dry-runs/:runId/people',
  title: { zh: '试运行名单', en: 'People of a dry run' },
  audience: 'signed-in',
  params: runParams,
  query: Type.Object({ ...peopleQuery, ...pageQuery }),
  reply: Page(Found),
})

export const exportDryRun = endpoint({
  id: 'ruleStudio.exportDryRun',
  method: 'GET',
  path: '/api/v1/rule-dry-runs/:runId/people.xlsx',
  title: { zh: '导出试运行名单', en: 'People of a dry run as a spreadsheet' },
  audience: 'signed-in',
  params: runParams,
  query: Type.Object({
    before: peopleQuery.before,
    after: peopleQuery.after,
    moved: peopleQuery.moved,
    rule: peopleQuery.rule,
    language: Type.Optional(OneOf(['zh', 'en'] as const)),
  }),
  reply: Type.Unsafe<unknown>({}),
  produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
})
