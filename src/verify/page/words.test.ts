import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { reasonKinds } from '../verdict.ts'
import { say, words } from './words.ts'

const names = Object.keys(words.zh) as (keyof typeof words.zh)[]

describe('the words of the page that checks offline', () => {
  test('are there in both languages, with the same values to fill in, for every reason', () => {
    const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
    for (const name of names) {
      expect([name, values(words.en[name])]).toEqual([name, values(words.zh[name])])
      if (name !== 'language') expect([name, /[\u3400-\u9fff]/.test(words.en[name])]).toEqual([name, false])
    }
    for (const reason of Object.keys(reasonKinds)) expect(names).toContain(`reason.${reason}`)
    expect(say('en', 'keyAdded', { count: 2 })).toBe('2 keys added.')
  })

  test('are those the page asks for', () => {
    const page = readFileSync(new URL('./verify.html', import.meta.url), 'utf8')
    const asked = [...page.matchAll(/data-say="([^"]+)"/g)].map(([, name]) => name)
    expect(asked.length).toBeGreaterThan(10)
    for (const name of asked) expect(names).toContain(name)
  })
})
