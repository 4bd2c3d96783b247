import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byId } from './by-id.ts'

/** Ids that differ in few bits, anywhere. */
const anyId = fc
  .array(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), { minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes))
const fewIds = fc.array(anyId, { maxLength: 60 })
/** Many ids in a row, as a register has them. */
const rows = fc
  .array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 })
  .map((numbers) => numbers.map((number) => Buffer.from(number.toString(16).padStart(32, '0'), 'hex')))

test('says of every id what a map says, in whatever order it is asked', () => {
  fc.assert(
    fc.property(fc.oneof(fewIds, rows), fc.oneof(fewIds, rows), fc.boolean(), (put, asked, isInOrder) => {
      const [values, map] = [byId<number>(), new Map<string, number>()]
      for (const [place, id] of put.toSorted(Buffer.compare).entries()) {
        const key = id.toString('hex')
        expect(values.lastOf(id, 0)).toBe(map.get(key))
        values.put(Buffer.concat([Buffer.alloc(3), id]), 3, place)
        map.set(key, place)
      }
      expect(values.size).toBe(map.size)
      const some = [...put.filter((_, place) => place % 3 === 0), ...asked]
      for (const id of isInOrder ? some.toSorted(Buffer.compare) : some)
        expect(values.get(id, 0)).toBe(map.get(id.toString('hex')))
      const left = new Set(map.keys())
      for (const id of some) left.delete(id.toString('hex'))
      expect([...values.unasked()].length).toBe(left.size)
      expect(Array.from(values.unasked(), (id) => id.toString('hex'))).toEqual([...left])
    }),
  )
})

test('takes no id that comes before the last one', () => {
  const values = byId<number>()
  values.put(Buffer.alloc(16, 2), 0, 1)
  expect(() => values.put(Buffer.alloc(16, 1), 0, 2)).toThrow('ascending')
})
