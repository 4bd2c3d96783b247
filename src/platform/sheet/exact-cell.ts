import { mixedNumber } from '../../kernel/mixed-number.ts'
import type { WrittenCell } from './write-sheet.ts'

/** An exact amount: whole figures as numbers, to be added up in a sheet; others as people write them. */
export const exactCell = (exact: string): WrittenCell =>
  /^\d{1,15}$/.test(exact) ? Number(exact) : mixedNumber(exact)
