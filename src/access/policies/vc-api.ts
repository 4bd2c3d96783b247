import { any, policies } from '../policy.ts'

export const vcApiPolicies = policies({
  // Other services, which bring the one key of the VC-API: the server asks for it before anything is read.
  'vc-api.use': { grants: any('anyone') },
})
