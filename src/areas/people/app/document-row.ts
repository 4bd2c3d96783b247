import { createHash } from 'node:crypto'

/** A document by its holder and its keyed fingerprint (hex): which of two people has it shows without the number being told. */
export const documentRow = (personId: string, fingerprint: string): string =>
  `document ${personId} ${createHash('sha256').update(`${personId} ${fingerprint}`).digest('hex').slice(0, 32)}`
