import { formatExact } from '../../kernel/exact.ts'
import { fieldOf } from '../fields.ts'
import { less, nothing, plus, type Range, times } from '../range.ts'
import { child, fault, readExact, isShaped } from '../reading/cursor.ts'
import { days as form } from '../schema/condition-schema.ts'
import { multiplesOf, statedGrain, joined } from './grain.ts'
import { hasNone, numberFrom, readSource } from './number.ts'
import { type StepOperator, type StepScene, whole } from './step.ts'

const stated = (name: string) => ({ name, find: ({ scene }: StepScene) => fieldOf(scene, name) })
const [days, halfDays] = [stated('quantity.days'), stated('quantity.halfDays')]

const given = (full: Range, half: Range): string => {
  const parts = [`${formatExact(full.lo)} d`]
  if (half.lo.top !== 0n) parts.push(`${formatExact(half.lo)} half-days`)
  return parts.join(' + ')
}

/** Stated days and half-days, each worth so much; `less` names a number in evidence that is taken off the full days first. */
export const daysStep: StepOperator = {
  key: 'days',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const perDay = readExact(child(at, 'perDay'))
    const perHalfDay = at.value['perHalfDay'] === undefined ? null : readExact(child(at, 'perHalfDay'))
    const off = at.value['less'] === undefined ? null : readSource(child(at, 'less'))
    if (!perDay) return at.faults.length > 0 ? null : fault(at, 'type.exact')
    return {
      apply: (_before, scene) => {
        if (hasNone(days, scene) && hasNone(halfDays, scene)) return { refused: 'convert.no-quantity' }
        const stay = numberFrom(days, scene)
        const full = off ? less(stay, numberFrom(off, scene)) : stay
        const half = numberFrom(halfDays, scene)
        if (!perHalfDay && half.lo.top !== 0n) return { refused: 'convert.half-day' }
        const worth = plus(times(full, perDay), perHalfDay ? times(half, perHalfDay) : nothing)
        return { flow: whole(worth), given: given(full, half) }
      },
      grain: () => joined(statedGrain, multiplesOf(perHalfDay ? [perHalfDay] : [])),
    }
  },
}
