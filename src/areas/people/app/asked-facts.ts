import type { Bilingual } from '../../../kernel/bilingual.ts'
import { ok, refuse, type FieldError, type Result } from '../../../kernel/result.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import { type AskedFact, factValueWords, factWords, isAnswer } from '../../../rules/index.ts'
import { derivedFacts, type Facts, type PersonFact } from '../contract.ts'
import { askedBy, isOwn } from './facts-of-packs.ts'
import {
  type FactSpan,
  factSpans,
  packsInForce,
  packsOfProgrammes,
  type ProgrammeTaken,
  programmesTaken,
} from '../store/asked-facts.ts'
import { findPersonRow } from '../store/people.ts'
import { personOwners } from './person-owners.ts'

const isDerived = (fact: string): boolean => derivedFacts.some((derived) => derived === fact)

type FactFault = 'evidence.fact-unknown' | 'evidence.fact-derived' | 'evidence.fact-value'

/** Facts as they are recorded, trimmed: the house's own as the contract has them, others as the rules of some programme ask them. */
export const checkFacts = async (reading: Reading, facts: Facts): Promise<Result<Facts, FactFault>> => {
  const stated = Object.entries(facts).map(([fact, value]) => [fact, value?.trim() ?? null] as const)
  const others = stated.filter(([fact]) => !isOwn(fact))
  const asked =
    others.length === 0
      ? new Map<string, AskedFact>()
      : askedBy(await packsOfProgrammes(reading.tx), await packsInForce(reading.tx))
  const faults = others.flatMap(([fact, value]) => {
    const code = faultOf(fact, value, asked.get(fact))
    const params = { fact, value: value ?? '' }
    return code ? [{ pointer: `/facts/${fact}`, code, params } satisfies FieldError] : []
  })
  const [first] = faults
  return first ? refuse(first.code, first.params, faults) : ok(Object.fromEntries(stated))
}

const faultOf = (fact: string, value: string | null, asked: AskedFact | undefined): FactFault | null => {
  if (isDerived(fact)) return 'evidence.fact-derived'
  if (!asked || fact in {}) return 'evidence.fact-unknown'
  return value === '' || isAnswer(asked, value) ? null : 'evidence.fact-value'
}

/** What the rules of a person's programmes ask of them and what is on record; what is on record though nobody asks comes last. */
export const readFacts = query({
  name: 'people.readFacts',
  action: 'person.read',
  async load(reading, input: { personId: string }) {
    const row = await findPersonRow(reading.tx, input.personId)
    return row ? { owners: await personOwners(reading, row.id), personId: row.id } : undefined
  },
  async reply(reading, _input, { owners, personId }) {
    const { tx } = reading
    const programmes = await programmesTaken(tx, personId)
    const packs = programmes.length > 0 ? await packsInForce(tx) : []
    const spans = await factSpans(tx, personId)
    const asked = askedBy(
      programmes.map(({ rulePack }) => rulePack),
      packs,
    )
    const askedIn = new Map(programmes.map((one) => [one.id, askedBy([one.rulePack], packs)]))
    const recorded = spans.flatMap(({ fact }) => (isOwn(fact) || isDerived(fact) ? [] : [fact]))
    const items = [...new Set([...asked.keys(), ...recorded])]
      // Where somebody takes part the enrolments tell.
      .filter((fact) => fact !== 'programme')
      .map((fact) =>
        personFact(fact, asked.get(fact), {
          programmes: programmes.filter(({ id }) => askedIn.get(id)?.has(fact)),
          spans: spans.filter((span) => span.fact === fact),
        }),
      )
    return { items, may: reading.may(owners, ['evidence.record']) }
  },
})

const personFact = (
  fact: string,
  asked: AskedFact | undefined,
  known: { readonly programmes: readonly ProgrammeTaken[]; readonly spans: readonly FactSpan[] },
): PersonFact => ({
  fact,
  name: factWords(asked?.name ?? fact),
  kind: asked?.kind ?? 'text',
  values: (asked?.values ?? []).map((value) => ({ value, name: factValueWords(value) })),
  isOrder: asked?.isOrder ?? false,
  mayBeNone: asked?.mayBeNone ?? false,
  isDerived: isDerived(fact),
  programmes: known.programmes.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
  spans: known.spans
    .filter(
      ({ programmeId }) => programmeId === null || known.programmes.some(({ id }) => id === programmeId),
    )
    .map(({ value, from, to, ...span }) => ({ value, name: valueWords(value, span), from, to })),
})

const valueWords = (value: string | null, { zh, en }: Pick<FactSpan, 'zh' | 'en'>): Bilingual => {
  if (value === null) return { zh: '没有', en: 'none' }
  return zh === null ? factValueWords(value) : { zh, en: en ?? '' }
}
