import { addMonths, isDay } from '../../kernel/calendar.ts'
import { factDay } from './fact-day.ts'
import { child, fault, readChoice, readInteger, readText, isShaped } from '../reading/cursor.ts'
import { periods } from '../schema/obligation-schema.ts'
import { cycleContaining } from './cycle.ts'
import type { PeriodOperator } from './period.ts'

/**
 * Cycles of N years that begin with the birth month, or end with its last day (`edge: "end"`). Which years they turn in
 * follows the birth year, or `phase`: any year in which one begins (or ends).
 */
export const birthMonth: PeriodOperator = {
  kind: 'birth-month',
  read: (at) => {
    if (!isShaped(at, periods['birth-month'])) return null
    const fact = at.value['fact'] === undefined ? 'birth' : readText(child(at, 'fact'))
    const years = at.value['years'] === undefined ? 1 : readInteger(child(at, 'years'), 1, 20)
    const edge = at.value['edge'] === undefined ? 'begin' : readChoice(child(at, 'edge'), ['begin', 'end'])
    const phase = at.value['phase'] === undefined ? null : readInteger(child(at, 'phase'), 1, 9999)
    if (fact === null || years === null || edge === null)
      return at.faults.length > 0 ? null : fault(at, 'type.object')
    return {
      kind: 'birth-month',
      isChain: true,
      containing: (day, scene) => {
        const found = factDay(scene, fact)
        if (found.missing) return found
        if (typeof found.value !== 'string' || !isDay(found.value)) return { span: null }
        const year = String(phase ?? Number(found.value.slice(0, 4))).padStart(4, '0')
        const first = `${year}-${found.value.slice(5, 7)}-01`
        const anchor = edge === 'begin' ? first : addMonths(first, 1)
        return { span: cycleContaining(anchor, years * 12, day) }
      },
    }
  },
}
