import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'

export const registerStandingNames = ['met', 'unmet', 'undetermined', 'outside'] as const

const programmeParams = Type.Object({ programmeId: IdShape })
const runParams = Type.Object({ runId: IdShape })

const RegisterRunShape = Type.Object({
  id: IdShape,
  programmeId: IdShape,
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

export const registerRuns = endpoint({
  id: 'ledger.registerRuns',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/register-runs',
  title: { zh: '全员达标核算', en: 'Passes over a programme’s whole register' },
  audience: 'signed-in',
  params: programmeParams,
  reply: Type.Object({ items: Type.Array(RegisterRunShape), next: Type.Null(), may: MayShape }),
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
  reply: RegisterRunShape,
})

export const registerStandings = endpoint({
  id: 'ledger.registerStandings',
  method: 'GET',
  path: '/api/v1/register-runs/:runId/standings',
  title: { zh: '全员达标名单', en: 'How everybody of a register stands' },
  audience: 'signed-in',
  params: runParams,
  query: Type.Object({ standing: Type.Optional(OneOf(registerStandingNames)), ...pageQuery }),
  reply: Page(
    Type.Object({
      personId: IdShape,
      name: Type.String(),
      standing: OneOf(registerStandingNames),
      lines: Type.Array(
        Type.Object({
          id: Type.String(),
          measure: Type.String(),
          required: Type.String({ description: 'exact, in the unit of the measure; a range as low~high' }),
          counted: Type.String(),
          standing: OneOf(['met', 'unmet', 'undetermined'] as const),
        }),
      ),
    }),
  ),
})
