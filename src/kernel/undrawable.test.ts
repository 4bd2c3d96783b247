import { describe, expect, test } from 'vitest'
import { undrawable } from './undrawable.ts'

describe('what the fonts cannot draw', () => {
  test('is named character by character, so that no name is printed as an empty box', () => {
    expect(undrawable('欧阳慕容思远 阿依古丽·买买提 Anna-Marie O’Neil')).toEqual([])
    expect(undrawable('䶮𬭎㛃𠅤堃喆祎龘㙓')).toEqual([])
    expect(undrawable('李𡚸𮧵𡚸')).toEqual(['𡚸', '𮧵'])
  })

  test('includes what prints nothing and could hide something', () => {
    expect(undrawable('张\u202e伟\u200b\n')).toEqual(['\u202e', '\u200b', '\n'])
  })
})
