import { describe, expect, test } from 'vitest'
import { postFailures } from '../../../platform/ports/ports.ts'
import { en } from '../../../web/i18n/en/index.ts'
import { zh } from '../../../web/i18n/zh/index.ts'
import { isSecret, templateNames, write } from './templates.ts'

/** Whatever a template asks for, in letters no Chinese sentence has. */
const fill = new Proxy<Record<string, string>>(
  { day: '2026-03-10', from: '2026-03-10', to: '2026-03-11', until: '2026-03-12', time: '10:00' },
  { get: (given, name) => given[String(name)] ?? `«${String(name)}»` },
)
const by = { channel: 'email', publicUrl: 'https://zhixin.test' } as const

describe.each(templateNames)('%s', (name) => {
  test('is written whole in both languages, which fill the same blanks', () => {
    const [chinese, english] = [
      write(name, fill, { ...by, language: 'zh' }),
      write(name, fill, { ...by, language: 'en' }),
    ]
    const blanks = ({ subject, text }: { subject: string; text: string }) =>
      [...new Set([...`${subject}\n${text}`.matchAll(/«(\w+?)(?:En)?»/g)].map((match) => match[1]))].sort()
    expect(blanks(english)).toEqual(blanks(chinese))
    expect(chinese.subject).toMatch(/\p{Script=Han}/u)
    expect(`${english.subject}\n${english.text}`).not.toMatch(/\p{Script=Han}/u)
    for (const one of [chinese, english]) {
      expect(one.subject).not.toContain('\n')
      expect(`${one.subject}${one.text}`).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  test('has a name in the delivery record, in both languages', () => {
    expect(zh.messages).toHaveProperty([`what.${name}`])
    expect(en.messages).toHaveProperty([`what.${name}`])
  })
})

test('whatever lets somebody in is known to be secret', () => {
  const lettingIn = templateNames.filter((name) => /code|link|token/.test(name))
  expect(lettingIn.filter((name) => !isSecret(name))).toEqual([])
})

test('every reason of a failure has words in both languages', () => {
  const reasons = [...postFailures, 'expired', 'no-address'].map((reason) => `reason.${reason}`)
  expect(reasons.filter((reason) => !(reason in zh.messages) || !(reason in en.messages))).toEqual([])
})
