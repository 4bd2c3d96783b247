import { expect, it } from 'vitest'
import { mixedNumber, shareText } from './mixed-number.ts'

it('an exact number is written as people write it', () => {
  expect(['72', '3/2', '1.5', '1/2', '-7/2', '0', '22/7', '2/7', '18/12', 'x'].map(mixedNumber)).toEqual([
    '72',
    '1½',
    '1½',
    '½',
    '−3½',
    '0',
    '3\u20091/7',
    '2/7',
    '1½',
    'x',
  ])
})

it('a share is a percentage where it is a whole one', () => {
  expect(['7/10', '0.7', '2/3', '1', '1/8'].map(shareText)).toEqual(['70%', '70%', '⅔', '100%', '⅛'])
})
