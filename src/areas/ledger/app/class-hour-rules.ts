import { dayInZone } from '../../../kernel/calendar.ts'
import { listing, query } from '../../../platform/perform.ts'
import { type HourPack, hourRuleOn } from '../../../rules/hour-rule.ts'
import { newestPacks, programmePacks } from '../store/rule-packs.ts'

/** How each programme turns minutes into class hours today; a programme whose pack is not registered is left out. */
export const classHourRules = query({
  name: 'ledger.classHourRules',
  action: 'rules.read',
  load: listing,
  async reply(reading, _input: object) {
    const packs = new Map((await newestPacks(reading.tx)).map(({ id, pack }) => [id, pack]))
    const items = (await programmePacks(reading.tx)).flatMap(({ id, code, rulePack, zone }) => {
      const pack = packs.get(rulePack) as Partial<HourPack> | undefined
      if (!pack?.unit) return []
      const rule = hourRuleOn({ ...pack, unit: pack.unit }, dayInZone(reading.now, zone))
      return [{ programmeId: id, programmeCode: code, ...rule }]
    })
    return { items }
  },
})
