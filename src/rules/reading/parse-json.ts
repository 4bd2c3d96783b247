import { packBounds } from './bounded.ts'
import type { Fault } from './cursor.ts'
import { faultsOfText } from './text-faults.ts'

type Parsed = { readonly value: unknown; readonly faults?: never } | { readonly faults: readonly Fault[] }

/** What JSON.parse tells of the text it read; newer than the types of the language. */
interface Source {
  readonly source?: string
}

/**
 * Reads a document as it is written: `72.0` and `7e1` are texts of inexact numbers although their values are whole. They
 * become a number that every reader refuses as inexact, at its own place. A key written twice is refused: which of the two
 * was meant nobody can tell. So is a text beyond all length.
 */
export const parseJson = (text: string, name: string): Parsed => {
  const exactly = (_key: string, value: unknown, context?: Source): unknown =>
    typeof value === 'number' && /[.eE]/.test(context?.source ?? '') ? Number.NaN : value
  const written = text.replace(/^\uFEFF/, '')
  try {
    const value: unknown = JSON.parse(written, exactly)
    const faults = faultsOfText(written)
    return faults.length > 0 ? { faults } : { value }
  } catch (error) {
    if (error instanceof RangeError)
      return { faults: [{ pointer: '', code: 'document.too-deep', params: { deepest: packBounds.deepest } }] }
    const message = error instanceof Error ? error.message : String(error)
    return { faults: [{ pointer: '', code: 'json.syntax', params: { file: name, message } }] }
  }
}
