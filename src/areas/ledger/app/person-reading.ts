import type { Owners } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Reading } from '../../../platform/perform.ts'
import { programmesOf } from '../store/entries.ts'
import { nameOfPerson, ownersOfPerson } from '../store/person-facts.ts'

export type ProgrammeTaken = Awaited<ReturnType<typeof programmesOf>>[number]

/** What every read of one person's record loads: whose it is, the programmes, the one asked for. */
export const loadPerson = async (
  reading: Reading,
  input: { personId: string; programme?: string | undefined },
): Promise<
  | {
      owners: Owners
      name: string
      programmes: ProgrammeTaken[]
      programme: ProgrammeTaken | undefined
      today: string
    }
  | undefined
> => {
  const name = await nameOfPerson(reading.tx, input.personId)
  if (name === undefined) return undefined
  const today = dayInZone(reading.now, reading.ports.zone)
  const programmes = await programmesOf(reading.tx, input.personId)
  const programme = input.programme ? programmes.find((one) => one.id === input.programme) : programmes[0]
  const owners = await ownersOfPerson(reading.tx, input.personId, today)
  return { owners, name, programmes, programme, today }
}
