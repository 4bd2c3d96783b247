import { add, compare, type Fraction, one, zero } from '../../kernel/exact.ts'
import { rising } from '../range.ts'
import { child, fault, readChoice, readExact, readFlag, isShaped } from '../reading/cursor.ts'
import { round as form } from '../schema/condition-schema.ts'
import { byDate } from './full-dates.ts'
import { multiplesOf } from './grain.ts'
import { rounded } from './rounding.ts'
import { type Flow, type StepOperator, total, whole } from './step.ts'

/** Rounds per session, per date, per activity, or over all activities of one topic together. */
export const round: StepOperator = {
  key: 'round',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const increment = readExact(child(at, 'increment'))
    const mode = readChoice(child(at, 'mode'), ['down', 'nearest', 'up'])
    const place =
      at.value['at'] === undefined
        ? 'activity'
        : readChoice(child(at, 'at'), ['session', 'date', 'activity', 'topic-sum'])
    const afterFirst = at.value['afterFirst'] === undefined ? false : readFlag(child(at, 'afterFirst'))
    if (!increment || mode === null || place === null || afterFirst === null) return null
    if (compare(increment, zero) === 0) return fault(child(at, 'increment'), 'number.zero')
    const turn = (value: Fraction): Fraction => rounded(value, increment, mode, afterFirst)
    const grain = () => multiplesOf([increment])
    if (place === 'topic-sum')
      return {
        apply: (before) => ({ flow: before }),
        grain,
        overTopic: {
          turn,
          slack: afterFirst ? add(increment, one) : increment,
          loss: mode === 'down' ? zero : increment,
        },
      }
    return {
      apply: (before) => ({
        flow: gathered(before, place).map(({ date, range }) => ({ date, range: rising(range, turn) })),
      }),
      grain,
    }
  },
}

const gathered = (flow: Flow, place: 'session' | 'date' | 'activity'): Flow => {
  if (place === 'session') return flow
  const dates = place === 'date' ? byDate(flow) : null
  return dates ? [...dates].map(([date, range]) => ({ date, range })) : whole(total(flow))
}
