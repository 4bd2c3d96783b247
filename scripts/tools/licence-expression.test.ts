import { expect, it } from 'vitest'
import { isPermitted } from './licence-expression.ts'

it.each([
  'MIT',
  'MIT AND OFL-1.1',
  '(MIT OR GPL-3.0-or-later)',
  'GPL-3.0-only OR (MIT AND Zlib)',
  '(MIT AND Zlib)',
])('lets %s ship', (expression) => {
  expect(isPermitted(expression)).toBe(true)
})

it.each([
  '',
  'GPL-3.0-only',
  'AGPL-3.0',
  'MIT AND GPL-2.0',
  'SEE LICENSE IN file',
  '(MIT',
  'MIT WITH surprises',
  'UNLICENSED',
])('stops "%s"', (expression) => {
  expect(isPermitted(expression)).toBe(false)
})
