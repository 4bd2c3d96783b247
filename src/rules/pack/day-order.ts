import type { DayRef } from '../day-ref.ts'
import { makeUpId } from '../parts/make-up.ts'
import type { PeriodKind } from '../periods/period.ts'
import { child, fault, itemOf } from '../reading/cursor.ts'
import type { Scene, Span } from '../scene.ts'
import type { WrittenObligation } from './written.ts'

/**
 * Time given after a period ends after it, and a window begins before it ends. Days that hang on the person cannot be told
 * beforehand; the others are reckoned for sample periods, and are at fault where they are wrong for every one.
 */
export const checkDays = ({ at, single, allocate, period }: WrittenObligation): void => {
  const scenes = scenesOf(period)
  const tiers = child(child(at, 'extension'), 'tiers')
  for (const [index, { until }] of (single.extension?.tiers ?? []).entries())
    if (isAlways(scenes, until, periodEnd)) fault(child(child(tiers, index), 'until'), 'dates.too-early')
  for (const { id, choice } of allocate) {
    if (!choice) continue
    const isMakeUp = id === makeUpId
    const until = child(isMakeUp ? child(at, 'makeUp') : itemOf(child(at, 'allocate'), id), 'until')
    if (isAlways(scenes, choice.last, choice.first)) fault(until, 'dates.reversed')
    else if (isMakeUp && isAlways(scenes, choice.last, periodEnd)) fault(until, 'dates.too-early')
  }
}

const periodEnd: DayRef = ({ period }) => ({ value: period?.to ?? null })

/** Whether a day comes before another in each of the scenes, as far as nobody's facts decide it. */
const isAlways = (scenes: readonly Scene[], day: DayRef, before: DayRef): boolean =>
  scenes.every((scene) => {
    const [one, other] = [day(scene).value, before(scene).value]
    return typeof one === 'string' && typeof other === 'string' && one < other
  })

/** Days in years with and without a 29 February, and before and after any that a pack might write outright. */
const days = ['1900-07-01', '2023-01-01', '2023-11-30', '2024-02-29', '2199-07-01']

/** Periods of several lengths, for kinds of which nobody knows the days without a person's facts. */
const anySpans: readonly Span[] = [
  { from: '1900-01-01', to: '1900-12-31' },
  { from: '2015-07-01', to: '2025-06-30' },
  { from: '2023-12-31', to: '2024-12-30' },
  { from: '2024-02-29', to: '2024-03-31' },
  { from: '2199-01-01', to: '2199-12-31' },
]

const scenesOf = (kind: PeriodKind | null): readonly Scene[] => {
  const known = days.flatMap((day) => kind?.containing(day, bareScene(day, null)).span ?? [])
  const spans = known.length > 0 ? known : anySpans
  return spans.flatMap((span) => ['1800-01-01', '2300-12-31'].map((on) => bareScene(on, span)))
}

/** On a day, of somebody of whom nothing is on record. */
const bareScene = (on: string, period: Span | null): Scene => ({
  world: { on, personId: '', person: {}, holdings: [], deeds: [], exemptions: [], closed: [] },
  holding: null,
  deed: null,
  period,
  asAt: on,
})
