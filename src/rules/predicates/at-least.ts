import { readBound } from './bounds.ts'
import type { Comparison } from './predicate.ts'

export const atLeast: Comparison = {
  key: 'atLeast',
  read: (at, name, scope) => readBound(at, name, scope, (difference) => difference >= 0),
}
