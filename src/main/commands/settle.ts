import { settleDrifted } from '../../areas/ledger/index.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import { exitCodes, UsageError } from '../exit.ts'
import { print, printJson, readArguments, type Command } from './command.ts'
import { withDatabaseUrl } from './with-database.ts'
import { withServices } from './with-services.ts'

const usage = 'settle --reason TEXT [--json]'

export const command: Command = {
  usage,
  zh: '改计以前因冲突变动而未改计的学时（冲销并重新登记，附理由）',
  en: 'enter corrections where credit moved and was not entered anew (taken back and given again, with the reason)',
  run: async (args) => {
    const options = { reason: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values } = readArguments(args, usage, options, { least: 0, most: 0 })
    const reason = values.reason?.trim() ?? ''
    if (reason.length < 2)
      throw new UsageError(
        '请用 --reason 写明理由，它会留在台账上。',
        'State the reason with --reason: it stays in the ledger.',
      )
    const done = await withDatabaseUrl((url, config) =>
      withServices(url, config, (services) =>
        settleDrifted(services, reason, dayInZone(services.now(), services.ports.zone)),
      ),
    )
    if (values.json) printJson(done)
    else {
      for (const { personId, entries } of done.settled) print(`✓ ${personId}  ${entries}`)
      for (const { personId, code } of done.left) print(`✗ ${personId}  ${code}`)
      if (done.settled.length + done.left.length === 0) print('没有需要改计的。 Nothing to settle.')
    }
    return done.left.length === 0 ? exitCodes.done : exitCodes.no
  },
}
