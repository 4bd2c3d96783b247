export { actionTable, policyOf, type Action } from './actions.ts'
export {
  publicActor,
  roles,
  systemActor,
  type Actor,
  type Owners,
  type Role,
  type RoleHeld,
} from './actor.ts'
export { decide, mayDo, scopeFor, type Decision, type Scope } from './decide.ts'
export { needsSecondFactor } from './second-factor.ts'
