export { registerPacks } from './app/rulebook.ts'
export { registeredPack } from './app/registered-pack.ts'
export { checkLedger, type LedgerFinding } from './app/check-ledger.ts'
export type { ClosingContent } from './domain/closing-content.ts'
export { checkClosings } from './app/check-closings.ts'
export {
  creditActivities,
  creditActivity,
  postActivity,
  type ActivityToCredit,
} from './app/credit-activity.ts'
export { declarablesOf, programmesOfPerson, type Declarable, type Declarables } from './app/declarables.ts'
export { previewActivity, type ActivityPreview } from './app/preview-activity.ts'
export { entriesOfDeclared } from './app/declared-entries.ts'
export { yearStandings, type YearStanding } from './app/year-standings.ts'
