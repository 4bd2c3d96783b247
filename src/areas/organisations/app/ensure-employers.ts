import { newId } from '../../../kernel/id.ts'
import type { Unit } from '../../../platform/perform.ts'
import { tidyName } from '../domain/organisation-facts.ts'
import { employerMet } from '../events.ts'
import { employersNamed, insertUnknownEmployers } from '../store/employers.ts'

/**
 * The employer each name means, by the name as given: known ones (a closed one's successor), new ones made unverified. Two
 * statements for any number of names. Names that are blank after tidying are left out; longer than 200 characters is for the
 * caller to refuse.
 */
export const ensureEmployers = async (unit: Unit, names: readonly string[]): Promise<Map<string, string>> => {
  const tidied = new Map(names.map((given) => [given, tidyName(given)]))
  const wanted = [...new Set(tidied.values())].filter((name) => name !== '')
  if (wanted.length === 0) return new Map()
  const made = await insertUnknownEmployers(
    unit.tx,
    wanted.map((name) => ({ id: newId(), name })),
    unit.now,
  )
  await unit.emitAll(made.map((one) => employerMet(one.id, { name: one.name, rows: [one.hash] })))
  const ids = new Map((await employersNamed(unit.tx, wanted)).map((row) => [row.given, row.id]))
  const found = new Map<string, string>()
  for (const [given, name] of tidied) {
    const id = ids.get(name)
    if (id !== undefined) found.set(given, id)
  }
  return found
}
