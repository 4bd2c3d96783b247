import { expect, test } from 'vitest'
import { act, compiled, factsOf, packOf, run } from '../../rules/testing/build.ts'
import { hashesOfResult, hashOfJson } from './app/judge-closing.ts'

test('the hash of a closed RESULT is what it was before RESULT remarked on strange words', () => {
  const pack = packOf({
    recognise: [{ id: 'r', path: 'automatic', when: { not: { field: 'kind', is: 'paper' } } }],
  })
  const result = run(compiled(pack), factsOf([act('x', 6, '2021-03-01', { category: 'aa' })]), '2021-12-31')
  expect(result).toMatchObject({
    activities: [{ unnamed: { kind: 'class', category: 'aa' } }],
    missing: [],
  })
  const { trace: _trace, ...said } = result
  const plain = { ...said, activities: said.activities.map(({ unnamed: _unnamed, ...one }) => one) }
  expect(hashesOfResult(result).hash).toBe(hashOfJson(plain))
  // Anything that decides is in it.
  expect(hashesOfResult({ ...result, standing: 'met' }).hash).not.toBe(hashOfJson(plain))
})
