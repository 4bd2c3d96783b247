import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { declareRulesOn, type DeclarableAsk, type DeclareRules, type Ruleset } from '../../../rules/index.ts'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import { categoryName, quoteClause, type QuotedClause } from '../domain/pack-text.ts'
import { programmeById } from '../store/entries.ts'
import { programmesOf } from '../store/person-record.ts'
import { rulebook } from './rulebook.ts'

/** A kind of activity that may be declared, with the names and the text of what it refers to. */
export interface Declarable extends Bilingual {
  readonly id: string
  readonly categories: readonly (Bilingual & { readonly id: string })[]
  readonly role: string | null
  readonly asks: readonly DeclarableAsk[]
  readonly papers: Bilingual | null
  readonly clause: QuotedClause | null
}

export interface Declarables extends Pick<DeclareRules, 'check' | 'until' | 'days'> {
  readonly kinds: readonly Declarable[]
  /** Kinds of holding for each of which the rules of the day ask something apart. */
  readonly holdingKinds: readonly string[]
  readonly clause: QuotedClause | null
  readonly pack: { readonly id: string; readonly title: Bilingual }
}

/** Programmes a person takes part in, newest first: those under which something can be declared. */
export const programmesOfPerson = programmesOf

/** What may be declared under a programme of an activity completed on a day; no kinds where its pack says nothing. */
export const declarablesOf = async (
  tx: Db | Tx,
  programmeId: string,
  on: string,
): Promise<Result<Declarables, 'ledger.no-programme' | 'ledger.pack-missing' | 'ledger.pack-faulty'>> => {
  const programme = await programmeById(tx, programmeId)
  if (!programme) return refuse('ledger.no-programme')
  const book = await rulebook(tx, programme.rulePack)
  if (!book.ok) return book
  const { ruleset, texts, pack } = book.value
  const rules = declareRulesOn(ruleset, on)
  return ok({
    kinds: (rules?.kinds ?? []).map((kind) => ({
      ...kind,
      categories: kind.categories.map((id) => ({ id, ...categoryName(texts, id) })),
      clause: quoteClause(texts, kind.clause ?? undefined),
    })),
    holdingKinds: holdingKindsOn(ruleset, on),
    check: rules?.check ?? null,
    until: rules?.until ?? null,
    days: rules?.days ?? { check: null, recognise: null, mend: null, remind: null },
    clause: quoteClause(texts, rules?.clause ?? undefined),
    pack: { id: pack.id, title: pack.title },
  })
}

const holdingKindsOn = ({ versions }: Ruleset, on: string): string[] => [
  ...new Set(
    versions
      .filter(({ from, to }) => from <= on && on <= to)
      .flatMap(({ obligations }) =>
        obligations.flatMap(({ per, holding }) => (per === 'holding' && holding ? [holding.kind] : [])),
      ),
  ),
]
