import { refuse } from '../../../kernel/result.ts'
import { query } from '../../../platform/perform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { evaluate } from '../../../rules/index.ts'
import { gatherFacts } from './gather-facts.ts'
import { loadPerson } from './person-reading.ts'
import { obligationsKnown, usableRulebook } from './rulebook.ts'

export interface StandingAsked {
  readonly personId: string
  readonly on?: string | undefined
  readonly period?: string | undefined
  readonly obligation?: string | undefined
  readonly programme?: string | undefined
}

/** RESULT for a person on a day, worked out from the evidence on record under the version then in force. */
export const standing = query({
  name: 'ledger.standing',
  action: 'ledger.read',
  load: loadPerson,
  async reply(reading, input: StandingAsked, { programme, today }) {
    if (!programme) {
      if (input.obligation) mustKnow(input.obligation, await obligationsKnown(reading.tx))
      return noProgramme(input, today)
    }
    const book = await usableRulebook(reading.tx, programme.rulePack)
    if (input.obligation)
      mustKnow(
        input.obligation,
        book.ruleset.versions.flatMap(({ obligations }) => obligations.map(({ id }) => id)),
      )
    const on = input.on ?? today
    const facts = await gatherFacts(reading.tx, {
      ...input,
      programme,
      on,
      participants: book.pack.participants,
    })
    return evaluate(book.ruleset, facts, { on, trace: true })
  },
})

/** A slip in a name must not read as an obligation that is met. */
const mustKnow = (obligation: string, ids: readonly string[]): void => {
  const known = [...new Set(ids)]
  if (known.includes(obligation)) return
  const code = 'ledger.obligation-unknown'
  const params = { obligation, known: known.join(', ') }
  throw new Refusal(refuse(code, params, [{ pointer: '/obligation', code, params }]))
}

/** Nobody's rules reach somebody in no programme: nothing applies, so nothing is unmet. */
const noProgramme = (input: StandingAsked, today: string) => ({
  schema: 'zhixin.result/1',
  pack: null,
  on: input.on ?? today,
  person: input.personId,
  standing: 'met',
  applies: false,
  because: 'programme.none',
  obligations: [],
  activities: [],
  missing: [],
  hints: [],
})
