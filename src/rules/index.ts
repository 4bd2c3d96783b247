export type {
  Activity,
  Approval,
  Ask,
  ClosedPeriod,
  Dated,
  DatedFacts,
  Exact,
  Exemption,
  Facts,
  Holding,
  Quantity,
  Recogniser,
  Recognition,
  Session,
  Value,
} from './facts.ts'
export type {
  ActivityResult,
  ActivityStatus,
  Amount,
  Carried,
  Credited,
  Hint,
  LineResult,
  MissingFact,
  Need,
  ObligationResult,
  PackRef,
  PeriodResult,
  RuleResult,
  Standing,
  StepResult,
  Trace,
  TraceNode,
  Would,
} from './result.ts'
export { compile, compileDespiteFaults, type RefusedPack, type Ruleset } from './compile.ts'
export { answersOf, declaredKind, declareRulesOn, wordOfChoice, type Answer } from './declarable.ts'
export { type AskedFact, factsAsked, isAnswer } from './facts-asked.ts'
export { withLayers } from './pack/layers-of.ts'
export type { DeclarableAsk, DeclarableKind, DeclareRules } from './pack/declare.ts'
export { evaluate, type EvaluateOptions, judgeActivities, periodOn } from './evaluate.ts'
export { closedPeriodsOf, leafLines, leavesIn } from './closing.ts'
export { sha256 } from './sha256.ts'
export { readFacts } from './reading/read-facts.ts'
export type { Fault } from './reading/cursor.ts'
export { casesSchema, packSchema } from './schema/pack-schema.ts'
export { factsSchema } from './schema/facts-schema.ts'
export { resultSchema } from './schema/result-schema.ts'
export { recheck, type Disagreement } from './trace/recheck.ts'
export { faultSentence } from './sentences.ts'
export { reasonSentence } from './reasons.ts'
export { traceSentence } from './trace-sentences.ts'
export { readCases, type Case } from './cases/read-cases.ts'
export { runCases, type CaseOutcome } from './cases/run-cases.ts'
export { rulesCommand, type RulesIo } from './cli.ts'
export { planOf, type Plan, type Reached, type SumsPlan } from './plan/plan.ts'
export { type Alone, interplayOf, type Mark, standApart } from './plan/alone.ts'
export { fold, type Folded, linesOfShape, unfold, type Unfolded } from './plan/fold.ts'
export { readVarint, varintBytes, writeVarint } from './plan/varint.ts'
export {
  both,
  conditionWords,
  factValueWords,
  factWords,
  type Naming,
  subjectWords,
} from './words/condition-words.ts'
export {
  allocateWords,
  capWords,
  conflictWords,
  convertWords,
  lineWord,
  amountEn,
  amountZh,
  lineWords,
  recogniseWords,
  type Units,
} from './words/rule-words.ts'
export {
  carryOverWords,
  exemptWords,
  extensionWords,
  makeUpWords,
  periodWords,
  prorateWords,
} from './words/part-words.ts'
export { capNames, lineNames, namingOf, type PackTexts, unitsOf } from './words/line-names.ts'
