import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'

export const registerStandingNames = ['met', 'unmet', 'undetermined', 'outside'] as const

export const groupKinds = ['district', 'employer', 'title-level'] as const

const programmeParams = Type.Object({ programmeId: IdShape })
const runParams = Type.Object({ runId: IdShape })

const NamesShape = Type.Object({ zh: Type.String(), en: Type.String() })

const RegisterRunShape = Type.Object({
  id: IdShape,
  programmeId: IdShape,
  rulePack: Type.Object({ id: Type.String(), title: NamesShape }),
  current: Type.Boolean({ description: 'the rules are still those it goes by' }),
  grouped: Type.Boolean({ description: 'added up by district, employer and title level' }),
  period: Type.String(),
  on: DayShape,
  rulesetHash: Type.String(),
  plan: OneOf(['sums', 'whole'] as const),
  state: OneOf(['running', 'done', 'superseded'] as const),
  startedBy: Type.Union([Type.String(), Type.Null()]),
  startedAt: InstantShape,
  finishedAt: Type.Union([InstantShape, Type.Null()]),
  people: Type.Union([Type.Integer(), Type.Null()], {
    description: 'how many there are, as far as they have studied; exact when done; null until counted',
  }),
  counts: Type.Object({
    done: Type.Integer({ description: 'how far it has come' }),
    met: Type.Integer(),
    unmet: Type.Integer(),
    undetermined: Type.Integer(),
    outside: Type.Integer({ description: 'no requirement reaches them' }),
    whole: Type.Integer({ description: 'of them judged from the evidence itself, not from sums' }),
  }),
})

export type RegisterRun = Static<typeof RegisterRunShape>

export const registerRuns = endpoint({
  id: 'ledger.registerRuns',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/register-runs',
  title: { zh: '全员达标核算', en: 'Passes over a programme’s whole register' },
  audience: 'signed-in',
  params: programmeParams,
  reply: Type.Object({
    items: Type.Array(RegisterRunShape),
    next: Type.Null(),
    programme: Type.Object({ name: Type.String(), nameEn: Type.String() }),
    periods: Type.Array(Type.String(), { description: 'years of the programme up to now, newest first' }),
    may: MayShape,
  }),
})

export const startRegisterRun = endpoint({
  id: 'ledger.startRegisterRun',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/register-runs',
  title: { zh: '核算全员达标情况', en: 'Work out how a whole register stands' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({
    period: Type.String({
      pattern: '^\\d{4}(-\\d\\d-\\d\\d/\\d{4}-\\d\\d-\\d\\d)?$',
      description: '2026, or 2026-07-01/2028-06-30',
    }),
  }),
  reply: Type.Object({ runId: IdShape }),
  status: 202,
})

export const readRegisterRun = endpoint({
  id: 'ledger.readRegisterRun',
  method: 'GET',
  path: '/api/v1/register-runs/:runId',
  title: { zh: '一次全员达标核算', en: 'A pass over a register, and how far it has come' },
  audience: 'signed-in',
  params: runParams,
  reply: Type.Object({
    ...RegisterRunShape.properties,
    programme: Type.Object({ name: Type.String(), nameEn: Type.String() }),
    lines: Type.Array(Type.Object({ id: Type.String(), name: NamesShape, unit: NamesShape }), {
      description: 'what standings of the run speak of, in the order of the rules',
    }),
    byHolding: Type.Boolean({
      description: 'something is asked for each title apart: a line may come several times',
    }),
    may: MayShape,
  }),
})
export type RegisterRunRead = Static<typeof readRegisterRun.reply>

const GroupShape = Type.Object({
  key: Type.String({
    description: 'id of the organisation, or the title level; empty where none is on record',
  }),
  name: Type.Union([NamesShape, Type.Null()]),
  people: Type.Integer(),
  met: Type.Integer(),
  unmet: Type.Integer(),
  undetermined: Type.Integer(),
  outside: Type.Integer(),
})
export type RegisterGroupRow = Static<typeof GroupShape>

export const registerGroups = endpoint({
  id: 'ledger.registerGroups',
  method: 'GET',
  path: '/api/v1/register-runs/:runId/groups',
  title: { zh: '达标情况分组', en: 'How a register stands by group' },
  audience: 'signed-in',
  params: runParams,
  query: Type.Object({ by: OneOf(groupKinds), ...pageQuery }),
  reply: Page(GroupShape),
})

const standingsQuery = {
  standing: Type.Optional(OneOf(registerStandingNames)),
  q: Type.Optional(Type.String({ maxLength: 60, description: 'part of a name' })),
  district: Type.Optional(Type.String({ maxLength: 60, description: 'key of a group; empty: of none' })),
  employer: Type.Optional(Type.String({ maxLength: 60 })),
  titleLevel: Type.Optional(Type.String({ maxLength: 60 })),
}

const PersonShape = Type.Object({
  personId: IdShape,
  name: Type.String(),
  employer: Type.Union([NamesShape, Type.Null()]),
  standing: OneOf(registerStandingNames),
  lines: Type.Array(
    Type.Object({
      id: Type.String(),
      holding: Type.Union([NamesShape, Type.Null()], {
        description:
          'the title it is asked for, where several are asked apart; null as well where it has changed since',
      }),
      measure: Type.String(),
      required: Type.String({ description: 'exact, in the unit of the measure; a range as low~high' }),
      counted: Type.String(),
      remaining: Type.Union([Type.String(), Type.Null()], {
        description: 'what is lacking for certain; null where that is not known yet',
      }),
      standing: OneOf(['met', 'unmet', 'undetermined'] as const),
    }),
  ),
})
export type RegisterPerson = Static<typeof PersonShape>

export const registerStandings = endpoint({
  id: 'ledger.registerStandings',
  method: 'GET',
  path: '/api/v1/register-runs/:runId/standings',
  title: { zh: '全员达标名单', en: 'How everybody of a register stands' },
  audience: 'signed-in',
  params: runParams,
  query: Type.Object({ ...standingsQuery, ...pageQuery }),
  reply: Page(PersonShape),
})

export const exportRegister = endpoint({
  id: 'ledger.exportRegister',
  method: 'GET',
  path: '/api/v1/register-runs/:runId/standings.xlsx',
  title: { zh: '导出全员达标名单', en: 'How everybody of a register stands, as a spreadsheet' },
  audience: 'signed-in',
  params: runParams,
  query: Type.Object({ ...standingsQuery, language: Type.Optional(OneOf(['zh', 'en'] as const)) }),
  reply: Type.Unsafe<unknown>({}),
  produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
})
