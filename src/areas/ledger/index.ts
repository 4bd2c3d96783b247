export { registerPacks } from './app/rulebook.ts'
export { registeredPack } from './app/registered-pack.ts'
export { checkLedger, type LedgerFinding } from './app/check-ledger.ts'
export { creditActivity, type ActivityToCredit } from './app/credit-activity.ts'
