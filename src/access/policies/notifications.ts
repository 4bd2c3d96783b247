import { any, policies } from '../policy.ts'

export const notificationPolicies = policies({
  'delivery.manage': { grants: any('office') },
})
