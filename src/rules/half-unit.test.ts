import { expect, it } from 'vitest'
import { act, compiled, counted, factsOf, faultsOf, line, packOf, run } from './testing/build.ts'

const steps = [{ time: { minutes: 45 } }, { round: { increment: '1/2', mode: 'down', at: 'activity' } }]
const timed = { id: 'k', when: { field: 'quantity.minutes', exists: true }, steps }
const unit = { id: 'class-hour', zh: '学时', en: 'class hour', minutes: 45 }
const hours = { hours: { unit: 'class-hour' } }
const at = '/versions/0/obligations/0'

it('half a class hour of 45 minutes is no whole number of minutes: as hours it is refused where it is written', () => {
  expect(faultsOf(packOf({ convert: { hours: [timed] } }, { unit, measures: hours }))).toEqual([
    `convert.grain ${at}/convert/hours/0/steps`,
  ])
  const whole = {
    ...timed,
    steps: [{ time: { minutes: 45 } }, { round: { increment: '1', mode: 'down', at: 'activity' } }],
  }
  expect(
    faultsOf(
      packOf(
        { convert: { hours: [whole] }, require: { id: 'total', atLeast: '3/2' } },
        { unit, measures: hours },
      ),
    ),
  ).toEqual([`amount.grain ${at}/require/atLeast`])
})

it('as a measure of its own, counted in halves, it is exact', () => {
  const halves = packOf(
    {
      convert: { periods: [timed] },
      caps: [{ id: 'c', measure: 'periods', when: { field: 'mode', is: 'distance' }, atMost: '1/2' }],
      require: { id: 'total', measure: 'periods', atLeast: '5/2' },
    },
    { unit, measures: { ...hours, periods: { unit: 'period', zh: '学时', en: 'period', perUnit: 2 } } },
  )
  const study = (id: string, minutes: number, mode = 'room') =>
    act(id, 0, '2021-03-01', { quantity: { minutes }, mode })
  const result = run(
    compiled(halves),
    factsOf([study('x', 67), study('y', 68), study('z', 90, 'distance')]),
    '2021-12-31',
  )
  // 67 minutes are 1 unit and 22 left over, 68 are one and a half; of two by distance half a unit counts.
  expect(counted(result, 'total')).toBe('3')
  expect(line(result, 'total')).toMatchObject({ required: '5/2', standing: 'met' })
})
