import { isId } from '../../../kernel/id.ts'

/** Every id that stands as a value somewhere in an event's data. */
export const idsWithin = (value: unknown): string[] => {
  if (typeof value === 'string') return isId(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(idsWithin)
}
