export { registerPacks } from './app/rulebook.ts'
export { registeredPack } from './app/registered-pack.ts'
export { checkLedger, type LedgerFinding } from './app/check-ledger.ts'
export { settleDrifted, type Settled } from './app/settle-drifted.ts'
export { checkPacks } from './app/check-packs.ts'
export type { ClosingContent } from './domain/closing-content.ts'
export { checkStandings, type StandingFinding } from './app/check-standings.ts'
export { checkClosings } from './app/check-closings.ts'
export {
  creditActivities,
  creditActivity,
  postActivity,
  type ActivityToCredit,
} from './app/credit-activity.ts'
export { holdingsOf } from './app/holdings-held.ts'
export { titlesOfLines } from './app/titles-of-lines.ts'
export { declarablesOf, programmesOfPerson, type Declarable, type Declarables } from './app/declarables.ts'
export { previewActivity, type ActivityPreview } from './app/preview-activity.ts'
export { entriesOfDeclared } from './app/declared-entries.ts'
export { yearStandings, type YearStanding } from './app/year-standings.ts'
export {
  hashOfPack,
  packsStandingOn,
  rulebook,
  rulebookOf,
  rulebookWith,
  type Rulebook,
} from './app/rulebook.ts'
export { compareRules, type Compared, type Stand } from './app/compare-rules.ts'
export { comparedPlans, compareRegister, type JudgedBySums } from './app/compare-register.ts'
export { titleLevelNames } from './app/register-standings.ts'
export { countRegister } from './store/register.ts'
export { daysOfPeriod, handsOf, type Hands } from './app/start-closing.ts'
export { quoteClause, unitOf, type PackText } from './domain/pack-text.ts'
export { newestPacks, packsByHash } from './store/rule-packs.ts'
