import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionsOf, history, type History } from './histories.ts'
import { openModel, sound, type Rules } from './journal-model.ts'

const runs = Number(process.env['ZHIXIN_MODEL_RUNS'] ?? 20_000)

const faultsOf = (rules: Rules, one: History): readonly string[] => {
  const model = openModel(rules)
  for (const _ of actionsOf(model, one));
  return model.faults
}

/** Whether one of so many generated histories ends wrong. */
const goesWrong = (rules: Rules): boolean =>
  fc.check(
    fc.property(history(), (one) => faultsOf(rules, one).length === 0),
    { numRuns: 20_000, endOnFailure: true },
  ).failed

describe('the answer journal under loss, doubles, reordering, reloads, pages left behind, ghosts, two machines and the deadline', () => {
  it(`model: never ends with an answer other than the one last typed, in ${runs} histories`, () => {
    fc.assert(
      fc.property(history(), (one) => {
        expect(faultsOf(sound, one)).toEqual([])
      }),
      { numRuns: runs },
    )
  }, 1_200_000)

  it('model: without fences, pages left behind change answers', () => {
    expect(goesWrong({ ...sound, fence: false })).toBe(true)
  })

  it('model: without the chain, ghosts change answers', () => {
    expect(goesWrong({ ...sound, chain: false })).toBe(true)
  })

  it('model: adopting from any older epoch, a machine left behind overwrites newer answers', () => {
    expect(goesWrong({ ...sound, adopt: 'any' })).toBe(true)
  })

  it('model: trusting the date of a machine, what was made after the end counts', () => {
    expect(goesWrong({ ...sound, late: 'trusted' })).toBe(true)
  })

  it('model: with nothing late ever counting, what a cut held back over the deadline is lost', () => {
    expect(goesWrong({ ...sound, late: 'never' })).toBe(true)
  })

  it('model: without adoption, a reload loses what was typed and not yet sent', () => {
    expect(goesWrong({ ...sound, adopt: 'none' })).toBe(true)
  })
})
