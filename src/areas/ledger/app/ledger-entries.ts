import { query } from '../../../platform/perform.ts'
import { entriesOf } from '../store/entries.ts'
import { entryView } from './entry-view.ts'
import { loadPerson } from './person-reading.ts'

/** A person's ledger, whole or of one year, in the order it was written; reversals stand as rows of their own. */
export const ledgerEntries = query({
  name: 'ledger.entries',
  action: 'ledger.read',
  load: loadPerson,
  async reply(
    reading,
    input: { personId: string; year?: string | undefined; programme?: string | undefined },
  ) {
    const rows = await entriesOf(reading.tx, input.personId, {
      year: input.year,
      programmeId: input.programme,
    })
    return { items: rows.map(entryView), next: null }
  },
})
