import { type Static, Type } from 'typebox'
import { packIdPattern } from '../../kernel/pack-id.ts'
import { endpoint } from '../../wire/endpoint.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../wire/shapes.ts'
import { OutlineShape } from './contract/outline.ts'
import { CaseShape, FaultShape, Nullable, PackShape, Text } from './contract/shapes.ts'

export const draftStates = ['editing', 'proposed', 'returned', 'published', 'withdrawn'] as const

const PackId = Type.String({ pattern: packIdPattern, description: 'gd-2021' })

const DraftRow = Type.Object({
  id: IdShape,
  packId: Type.String(),
  title: Text,
  state: OneOf(draftStates),
  savedBy: Type.String(),
  savedAt: InstantShape,
})

export const listRules = endpoint({
  id: 'ruleStudio.list',
  method: 'GET',
  path: '/api/v1/rules',
  title: { zh: '规则', en: 'Rules: packs in force and drafts' },
  audience: 'signed-in',
  reply: Type.Object({
    packs: Type.Array(
      Type.Object({
        id: Type.String(),
        hash: Type.String(),
        title: Text,
        layer: Type.String(),
        on: Type.Array(Type.String()),
        versions: Type.Array(
          Type.Object({ id: Type.String(), from: DayShape, to: Nullable(DayShape), inForce: Type.Boolean() }),
        ),
        /** Programmes that go by it, or by a pack that stands on it. */
        programmes: Type.Array(Type.Object({ id: IdShape, name: Type.String(), nameEn: Type.String() })),
      }),
    ),
    drafts: Type.Array(DraftRow),
    may: MayShape,
  }),
})

export const readRules = endpoint({
  id: 'ruleStudio.read',
  method: 'GET',
  path: '/api/v1/rules/:packId',
  title: { zh: '一个规则包', en: 'A pack: merged text, versions, cases, history' },
  audience: 'signed-in',
  params: Type.Object({ packId: Type.String({ maxLength: 200 }) }),
  reply: Type.Object({
    id: Type.String(),
    hash: Type.String(),
    title: Text,
    layer: Type.String(),
    /** Null where the registered text cannot be read; `faults` then say why. */
    outline: Nullable(OutlineShape),
    faults: Type.Array(FaultShape),
    cases: Type.Integer(),
    history: Type.Array(
      Type.Object({
        hash: Type.String(),
        at: InstantShape,
        shipped: Type.Boolean(),
        writtenBy: Type.Array(Type.String()),
        approvedBy: Nullable(Type.String()),
        changedFrom: Nullable(DayShape),
        draftId: Nullable(IdShape),
      }),
      { description: 'registered texts, newest first' },
    ),
    drafts: Type.Array(DraftRow),
    may: MayShape,
  }),
})

export const exportRules = endpoint({
  id: 'ruleStudio.exportPack',
  method: 'GET',
  path: '/api/v1/rules/:packId/file',
  title: { zh: '导出规则包（带签名）', en: 'A pack as a signed file' },
  audience: 'signed-in',
  params: Type.Object({ packId: Type.String({ maxLength: 200 }) }),
  reply: Type.Unsafe<unknown>({}),
  produces: ['application/jose'],
})

const draftParams = Type.Object({ draftId: IdShape })

export const listDrafts = endpoint({
  id: 'ruleStudio.listDrafts',
  method: 'GET',
  path: '/api/v1/rule-drafts',
  title: { zh: '规则草案', en: 'Drafts of rules that are open' },
  audience: 'signed-in',
  reply: Type.Object({ items: Type.Array(DraftRow), next: Type.Null() }),
})

export const startDraft = endpoint({
  id: 'ruleStudio.startDraft',
  method: 'POST',
  path: '/api/v1/rule-drafts',
  title: { zh: '起草规则', en: 'Begin a draft' },
  audience: 'signed-in',
  body: Type.Object({
    packId: PackId,
    from: OneOf(['pack', 'empty'] as const),
    on: Type.Optional(
      Type.String({ pattern: packIdPattern, description: 'of an empty draft: the pack it stands on' }),
    ),
  }),
  reply: Type.Object({ draftId: IdShape }),
  status: 201,
})

export const importDraft = endpoint({
  id: 'ruleStudio.importDraft',
  method: 'POST',
  path: '/api/v1/rule-drafts/imported',
  title: { zh: '导入规则文件', en: 'A draft from a file' },
  audience: 'signed-in',
  body: Type.Object({
    file: Type.String({
      minLength: 2,
      maxLength: 900_000,
      description: 'a signed file as exported (compact JWS), or the JSON of a pack, then marked as unsigned',
    }),
    trust: Type.Optional(
      Type.String({
        maxLength: 60,
        description: 'RFC 7638 thumbprint of another office’s key, as that office confirmed it',
      }),
    ),
  }),
  reply: Type.Object({ draftId: IdShape, signed: Type.Boolean() }),
  status: 201,
})

const RunRow = Type.Object({
  id: IdShape,
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  period: Type.String(),
  state: OneOf(['waiting', 'running', 'done'] as const),
  startedAt: InstantShape,
  reportHash: Nullable(Type.String()),
  /** The draft is still what was run. */
  current: Type.Boolean(),
})

export const readDraft = endpoint({
  id: 'ruleStudio.readDraft',
  method: 'GET',
  path: '/api/v1/rule-drafts/:draftId',
  title: { zh: '一份规则草案', en: 'A draft' },
  audience: 'signed-in',
  params: draftParams,
  reply: Type.Object({
    id: IdShape,
    packId: Type.String(),
    title: Text,
    origin: OneOf(['empty', 'pack', 'signed-file', 'unsigned-file'] as const),
    state: OneOf(draftStates),
    revision: Type.Integer(),
    hash: Type.String(),
    baseHash: Nullable(Type.String()),
    /** Another text was published under the id since the draft was begun. */
    behind: Type.Boolean(),
    pack: PackShape,
    cases: Type.Array(CaseShape),
    faults: Type.Array(FaultShape),
    notes: Type.Array(FaultShape),
    outline: Nullable(OutlineShape),
    writtenBy: Type.Array(Type.String()),
    savedBy: Type.String(),
    savedAt: InstantShape,
    note: Type.String(),
    answer: Type.String(),
    decidedBy: Nullable(Type.String()),
    decidedAt: Nullable(InstantShape),
    /** What publishing would reach. */
    effect: Type.Object({
      changedFrom: Nullable(DayShape),
      /** Its first day is over: earlier periods are judged anew. */
      retroactive: Type.Boolean(),
      programmes: Type.Array(
        Type.Object({
          id: IdShape,
          name: Type.String(),
          nameEn: Type.String(),
          own: Type.Boolean({
            description: 'of the reader’s office; rules of another’s are not changed here',
          }),
          runId: Nullable(IdShape),
        }),
      ),
      closedPeriods: Type.Array(
        Type.Object({
          programmeId: IdShape,
          name: Type.String(),
          nameEn: Type.String(),
          period: Type.String(),
          runId: Nullable(IdShape),
        }),
      ),
    }),
    runs: Type.Array(RunRow),
    /** What still stands in the way of a proposal, or of the approval. */
    blocked: Type.Array(
      Type.Object({
        code: Type.String({ description: 'of the problem table' }),
        params: Type.Record(Type.String(), Type.String()),
      }),
    ),
    may: MayShape,
  }),
})
export type DraftRead = Static<typeof readDraft.reply>

export const saveDraft = endpoint({
  id: 'ruleStudio.saveDraft',
  method: 'PUT',
  path: '/api/v1/rule-drafts/:draftId',
  title: { zh: '保存规则草案', en: 'Save a draft' },
  audience: 'signed-in',
  params: draftParams,
  body: Type.Object({
    revision: Type.Integer({ minimum: 1 }),
    pack: PackShape,
    cases: Type.Array(CaseShape, { maxItems: 300 }),
    rebase: Type.Optional(
      Type.Boolean({ description: 'stand on the text in force now: what it changed has been seen' }),
    ),
  }),
  reply: Type.Object({
    revision: Type.Integer(),
    hash: Type.String(),
    faults: Type.Array(FaultShape),
    notes: Type.Array(FaultShape),
  }),
})

export const runCases = endpoint({
  id: 'ruleStudio.runCases',
  method: 'GET',
  path: '/api/v1/rule-drafts/:draftId/cases',
  title: { zh: '运行算例', en: 'Run the cases of a draft' },
  audience: 'signed-in',
  params: draftParams,
  reply: Type.Object({
    revision: Type.Integer(),
    passed: Type.Integer(),
    failed: Type.Integer(),
    faults: Type.Array(FaultShape),
    lines: Type.Array(Type.Object({ id: Type.String(), name: Text }), {
      description: 'names of the requirements that cases speak of',
    }),
    cases: Type.Array(
      Type.Object({
        index: Type.Integer(),
        name: Type.String(),
        passed: Type.Boolean(),
        differences: Type.Array(
          Type.Object({ pointer: Type.String(), expected: Type.String(), got: Type.String() }),
        ),
        /** What the rules say of it: lines of the asked period. */
        standing: Type.String(),
        lines: Type.Array(
          Type.Object({
            id: Type.String(),
            required: Type.String(),
            counted: Type.String(),
            standing: Type.String(),
          }),
        ),
      }),
    ),
  }),
})
export type CasesRun = Static<typeof runCases.reply>

export const exportDraft = endpoint({
  id: 'ruleStudio.exportDraft',
  method: 'GET',
  path: '/api/v1/rule-drafts/:draftId/file',
  title: { zh: '导出规则草案（带签名）', en: 'A draft as a signed file' },
  audience: 'signed-in',
  params: draftParams,
  reply: Type.Unsafe<unknown>({}),
  produces: ['application/jose'],
})
