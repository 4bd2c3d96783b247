import type { Bilingual } from '../../../kernel/bilingual.ts'

/** The parts of a rule pack that screens and explanations quote; the engine keeps the rest to itself. */
export interface PackText {
  readonly id: string
  readonly layer?: string
  readonly on?: readonly string[]
  /** What FACTS call those who take part in a programme that chose this pack. */
  readonly participants?: string
  readonly title: Bilingual
  readonly unit: Bilingual & { readonly id: string; readonly minutes: number }
  readonly measures: Readonly<
    Record<
      string,
      { readonly unit?: string; readonly zh?: string; readonly en?: string; readonly perUnit?: number }
    >
  >
  readonly categories: Readonly<Record<string, Bilingual>>
  readonly basis: Readonly<Record<string, Basis>>
  readonly clauses: Readonly<Record<string, { readonly basis: string } & Bilingual>>
  readonly versions?: readonly {
    readonly id: string
    readonly obligations?: readonly { readonly id: string }[]
  }[]
}

interface Basis {
  readonly number: string
  readonly authority: Bilingual
  readonly published?: string
  readonly uncertain?: readonly string[]
}

/** A clause as an explanation quotes it: its text and the document it stands in. */
export interface QuotedClause {
  readonly id: string
  readonly text: Bilingual
  readonly document: {
    readonly number: string
    readonly authority: Bilingual
    readonly published: string | null
    readonly uncertain: string[]
  }
}

/** Looks a clause up in the pack and the packs beneath it; `null` for an id that no pack defines. */
export const quoteClause = (packs: readonly PackText[], id: string | undefined): QuotedClause | null => {
  if (id === undefined) return null
  for (const pack of packs) {
    const clause = pack.clauses[id]
    const basis = clause && pack.basis[clause.basis]
    if (!clause || !basis) continue
    return {
      id,
      text: { zh: clause.zh, en: clause.en },
      document: {
        number: basis.number,
        authority: { zh: basis.authority.zh, en: basis.authority.en },
        published: basis.published ?? null,
        uncertain: [...(basis.uncertain ?? [])],
      },
    }
  }
  return null
}

/** Name of a measure's unit: class hours for time, what the pack says otherwise. */
export const unitOf = (pack: PackText, measure: string): Bilingual => {
  const declared = pack.measures[measure]
  if (measure === 'hours' || !declared?.zh) return { zh: pack.unit.zh, en: pack.unit.en }
  return { zh: declared.zh, en: declared.en ?? declared.zh }
}

export const categoryName = (packs: readonly PackText[], category: string): Bilingual => {
  const found = packs.map((pack) => pack.categories[category]).find((name) => name !== undefined)
  return found ? { zh: found.zh, en: found.en } : { zh: category, en: category }
}
