export { ensureEmployers } from './app/ensure-employers.ts'
export { createFirstOffice, issueSetupToken } from './app/first-office.ts'
export { organisationsById, type NamedOrganisation } from './app/organisations-by-id.ts'
