import { expect, it } from 'vitest'
import { fitsPartial, minutesChosen } from './partial-minutes.ts'

it('late and early begin with minutes that can be recorded, whatever stood there', () => {
  for (const before of [null, 0, 90, 180])
    expect(fitsPartial(minutesChosen('early', before, 180), 180)).toBe(true)
  expect(minutesChosen('late', 90, 180)).toBe(90)
  expect(minutesChosen('late', 0, 180)).toBe(165)
  expect(minutesChosen('late', null, 10)).toBe(1)
})

it('present and absent carry no minutes of their own', () => {
  expect(minutesChosen('present', 90, 180)).toBeNull()
  expect(minutesChosen('absent', 90, 180)).toBeNull()
})
