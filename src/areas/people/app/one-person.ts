import type { Reading } from '../../../platform/perform.ts'
import { holdMergeLock, survivorRows } from '../store/merges.ts'

/** Keeps merges as they are until the unit of work ends, for whoever resolves ids and writes by what they found. */
export const holdMerges = (unit: Reading): Promise<void> => holdMergeLock(unit.tx)

/** The records that speak for these ids, by id; ids that speak for themselves are absent. */
export const survivorsOf = (reading: Reading, ids: readonly string[]): Promise<Map<string, string>> =>
  survivorRows(reading.tx, ids)
