import { describe, expect, it } from 'vitest'
import { chosenOptions, foldAnswers } from './answers.ts'
import type { JournalEvent } from './event.ts'

const act = (
  epoch: number,
  seq: number,
  type: JournalEvent['type'],
  body: JournalEvent['body'],
  slot = 'q1',
) => ({ epoch, event: { seq, slot, type, body } })
const answer = (epoch: number, seq: number, ...options: string[]) => act(epoch, seq, 'answer', { options })

describe('current answers', () => {
  it('hold the highest epoch and number, in whatever order acts are folded', () => {
    const acts = [answer(1, 1, 'a'), answer(1, 2, 'b'), answer(2, 1, 'c')]
    for (const order of [acts, acts.toReversed(), [acts[2], acts[0], acts[1]] as typeof acts]) {
      expect(chosenOptions(foldAnswers(order).get('q1')?.response ?? null)).toEqual(['c'])
    }
  })

  it('scenario 26: unanswered, blank and cleared are three states', () => {
    const states = foldAnswers([act(1, 1, 'navigate', {}, 'blank'), answer(1, 2, 'a'), answer(1, 3)])
    expect(states.get('untouched')).toBeUndefined()
    expect(states.get('blank')).toMatchObject({ seen: true, response: null, cleared: false })
    expect(states.get('q1')).toMatchObject({ seen: true, response: null, cleared: true })
  })

  it('keep flags apart from answers', () => {
    const state = foldAnswers([
      act(1, 3, 'flag', { on: false }),
      answer(1, 1, 'a'),
      act(1, 2, 'flag', { on: true }),
    ]).get('q1')
    expect(state).toMatchObject({ flagged: false })
    expect(chosenOptions(state?.response ?? null)).toEqual(['a'])
  })
})
