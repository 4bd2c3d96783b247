import { expect, it } from 'vitest'
import { placeInJson, versionOf } from './fault-jump.ts'

it('finds where a fault stands in the text, and of what is missing the thing that lacks it', () => {
  const pack = {
    id: 'a "quoted" \\ id',
    on: [],
    unit: { zh: '学时', minutes: 45 },
    versions: [{ id: '1' }, { id: '2', caps: [{ id: 'c', atMost: '1,5}' }, true] }],
  }
  const text = JSON.stringify(pack, null, 2)
  const at = (pointer: string): string => text.slice(...placeInJson(text, pointer))
  expect(at('/id')).toBe(JSON.stringify(pack.id))
  expect(at('/unit/minutes')).toBe('45')
  expect(at('/versions/1/caps/0/atMost')).toBe('"1,5}"')
  expect(at('/versions/1/caps/1')).toBe('true')
  expect(JSON.parse(at('/versions/1/caps/0/clause'))).toEqual({ id: 'c', atMost: '1,5}' })
  expect(at('')).toBe(text)
  expect(placeInJson('{', '/x')).toEqual([0, 0])
  expect([versionOf('/versions/1/caps'), versionOf('/unit')]).toEqual([1, -1])
})
