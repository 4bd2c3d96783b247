import type { Owners } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Reading } from '../../../platform/perform.ts'
import { personRecord, type ProgrammeTaken } from '../store/person-record.ts'

/** What every read of one person's record loads: whose it is, the programmes, the one asked for. */
export const loadPerson = async (
  reading: Reading,
  input: { personId: string; programme?: string | undefined },
): Promise<
  | {
      owners: Owners
      name: string
      programmes: readonly ProgrammeTaken[]
      programme: ProgrammeTaken | undefined
      today: string
    }
  | undefined
> => {
  const today = dayInZone(reading.now, reading.ports.zone)
  const { name, owners, programmes } = await personRecord(reading.tx, input.personId, today)
  if (name === null) return undefined
  const programme = input.programme ? programmes.find((one) => one.id === input.programme) : programmes[0]
  return { owners, name, programmes, programme, today }
}
