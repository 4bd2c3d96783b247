import {
  compare,
  formatExact,
  type Fraction,
  fraction,
  greater,
  multiply,
  subtract,
  zero,
} from '../../kernel/exact.ts'
import { hull, isPoint, point, type Range } from '../range.ts'
import {
  child,
  type Cursor,
  isPresent,
  readExact,
  readList,
  isShaped,
  faultIfEmpty,
} from '../reading/cursor.ts'
import { decay as decayForm, rank as form } from '../schema/condition-schema.ts'
import { multiplesOf } from './grain.ts'
import { numberFrom, readSource } from './number.ts'
import { type StepOperator, whole } from './step.ts'

interface Decay {
  readonly less: Fraction
  readonly floor: Fraction
}

/**
 * By the place among the authors: `{"rank": {"of": "evidence.authorRank", "list": ["64", "56"], "beyond": {"less": "8", "floor": "0"}}}`.
 * Beyond the list nothing, or the last amount falling by a fixed step down to a floor.
 */
export const rank: StepOperator = {
  key: 'rank',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const source = readSource(child(at, 'of'))
    const list = readList(child(at, 'list'), (item) => readExact(item))
    const beyond = isPresent(child(at, 'beyond')) ? readDecay(child(at, 'beyond')) : null
    if (!source) return null
    if (list.length === 0) return faultIfEmpty(child(at, 'list'))
    const worth = (place: bigint): Fraction => worthOf(place, list, beyond)
    return {
      apply: (_before, scene) => {
        const place = numberFrom(source, scene)
        const at1 = isPoint(place) && place.lo.bottom === 1n && place.lo.top >= 1n
        if (isPoint(place) && !at1) return { refused: 'convert.rank' }
        return {
          flow: whole(at1 ? point(worth(place.lo.top)) : anyPlace(list, beyond)),
          given: isPoint(place) ? formatExact(place.lo) : '?',
        }
      },
      grain: () => multiplesOf([...list, ...(beyond ? [beyond.less, beyond.floor] : [])]),
    }
  },
}

const readDecay = (at: Cursor): Decay | null => {
  if (!isShaped(at, decayForm)) return null
  const less = readExact(child(at, 'less'))
  const least = at.value['floor'] === undefined ? zero : readExact(child(at, 'floor'))
  return less && least ? { less, floor: least } : null
}

const worthOf = (place: bigint, list: readonly Fraction[], beyond: Decay | null): Fraction => {
  const listed = place <= BigInt(list.length) ? list[Number(place) - 1] : undefined
  if (listed) return listed
  const last = list.at(-1)
  if (!beyond || !last) return zero
  return greater(beyond.floor, subtract(last, multiply(beyond.less, fraction(place - BigInt(list.length)))))
}

const anyPlace = (list: readonly Fraction[], beyond: Decay | null): Range => {
  const last = beyond ? (compare(beyond.less, zero) > 0 ? beyond.floor : (list.at(-1) ?? zero)) : zero
  return list.map(point).reduce(hull, point(last))
}
