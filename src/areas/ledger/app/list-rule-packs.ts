import { listing, query } from '../../../platform/perform.ts'
import type { PackText } from '../domain/pack-text.ts'
import { newestPacks } from '../store/rule-packs.ts'

export const listRulePacks = query({
  name: 'ledger.rulePacks',
  action: 'rules.read',
  load: listing,
  async reply(reading, _input: object) {
    const items = (await newestPacks(reading.tx)).map(({ id, hash, pack }) => {
      const text = pack as unknown as PackText
      return { id, hash, title: text.title, layer: text.layer ?? '' }
    })
    return { items, next: null }
  },
})
