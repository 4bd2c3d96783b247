export { actionTable, policyOf, type Action } from './actions.ts'
export {
  isSelf,
  ownPersonIds,
  publicActor,
  systemActor,
  type Actor,
  type ActorKey,
  type Owners,
  type RoleHeld,
} from './actor.ts'
export { roles, type Role } from '../kernel/roles.ts'
export { actionsOfScopes, isForKeys, isScopeOf, scopeGroups } from './key-scopes.ts'
export { actedFor, decide, mayDo, scopeFor, type Decision, type Scope } from './decide.ts'
export { needsSecondFactor } from './second-factor.ts'
