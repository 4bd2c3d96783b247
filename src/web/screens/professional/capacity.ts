import type { Declaration } from '../../../areas/declarations/contract.ts'

type Role = Declaration['acts'][number]['role']

/** The body in whose name an organisation recognises, as the rules call it; null for the system and the person. */
export const capacityOf = (role: Role): 'employer' | 'sector' | 'authority' | null => {
  if (role === 'employer') return 'employer'
  if (role === 'association') return 'sector'
  return role === 'district' || role === 'office' ? 'authority' : null
}
