import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { classHours } from '../kernel/class-hours.ts'
import { hourRuleOn } from './hour-rule.ts'

const pack653 = JSON.parse(
  readFileSync(new URL('../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8'),
)

describe('class hours on a certificate', () => {
  it('follow the conversion and rounding of the pack in force', () => {
    for (const day of ['2007-06-05', '2026-03-11']) {
      const rule = hourRuleOn(pack653, day)
      expect(rule).toEqual({ minutes: 45, round: { increment: '1', mode: 'down' } })
      expect([3240, 3239, 360, 44].map((minutes) => classHours(minutes, rule))).toEqual([
        '72',
        '71',
        '8',
        '0',
      ])
    }
  })

  it('round to the increment and the side that the pack names', () => {
    const rounded = (mode: 'down' | 'nearest' | 'up') =>
      [100, 90, 68, 67].map((minutes) =>
        classHours(minutes, { minutes: 45, round: { increment: '1/2', mode } }),
      )
    expect(rounded('down')).toEqual(['2', '2', '3/2', '1'])
    expect(rounded('up')).toEqual(['5/2', '2', '2', '3/2'])
    expect(rounded('nearest')).toEqual(['2', '2', '3/2', '3/2'])
    expect(classHours(45 + 11, { minutes: 45, round: { increment: '1/2', mode: 'nearest' } })).toBe('1')
  })

  it('take the version in force, and convert exactly where a pack says nothing of rounding', () => {
    const version = (from: string, to: string | null, minutes: number) => ({
      inForce: { from, to },
      convert: [{ steps: [{ time: { minutes } }] }],
    })
    const pack = {
      unit: { minutes: 45 },
      versions: [version('2006-01-01', '2010-12-31', 45), version('2011-01-01', null, 50)],
    }
    expect(hourRuleOn(pack, '2008-01-01')).toEqual({ minutes: 45, round: null })
    expect(hourRuleOn(pack, '2020-01-01')).toEqual({ minutes: 50, round: null })
    expect(classHours(100, hourRuleOn(pack, '2008-01-01'))).toBe('20/9')
    expect(hourRuleOn({ unit: { minutes: 60 } }, '2020-01-01')).toEqual({ minutes: 60, round: null })
  })
})
