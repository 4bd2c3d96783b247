import { expect, test } from 'vitest'
import { factsToAdd } from './facts-to-add.ts'

const row = (facts: Record<string, string>, checked = false) => ({ from: '2020-01-01', facts, checked })

test('a list adds what nobody stated, and the same list again adds nothing', () => {
  expect(factsToAdd({ title: '工程师', degree: 'master' }, [row({ degree: 'master' })])).toEqual({
    title: '工程师',
  })
  expect(factsToAdd({ title: '工程师' }, [row({ title: '助理工程师' }), row({ title: '工程师' })])).toEqual(
    {},
  )
})

test('a list overrules an unchecked statement, not a checked one', () => {
  expect(factsToAdd({ title: '高级工程师' }, [row({ title: '工程师' })])).toEqual({ title: '高级工程师' })
  expect(factsToAdd({ title: '高级工程师' }, [row({ title: '工程师' }, true)])).toEqual({})
})
