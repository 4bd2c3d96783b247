import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsOf } from './facts.ts'

test('a credential is of the day it was issued on where its office is, and tells the grade', () => {
  const credential = {
    validFrom: '2026-11-30T16:00:00.000Z',
    credentialSubject: { licenseNumber: 'SH1', result: [{ status: 'Completed', value: '90/100' }] },
  }
  expect(factsOf(credential, 'zh', 'Asia/Shanghai')).toMatchObject({
    issuedOn: '2026-12-01',
    grade: '90/100',
  })
  expect(factsOf(credential, 'zh', 'Europe/London').issuedOn).toBe('2026-11-30')
  // A day is a day wherever it is read, and what is no time is shown as it stands.
  expect(factsOf({ ...credential, validFrom: '2026-12-01' }, 'zh', 'America/Lima').issuedOn).toBe(
    '2026-12-01',
  )
  expect(factsOf({ ...credential, validFrom: 'soonTish' }, 'zh', 'Asia/Shanghai').issuedOn).toBe('soonTish')
})

test('a class is named in the language of the page, where it has a name in it', () => {
  const content = { class: { name: '第1期', nameEn: 'Class 1' } }
  expect([factsOf(content, 'zh').class, factsOf(content, 'en').class]).toEqual(['第1期', 'Class 1'])
  expect(factsOf({ class: { name: '第1期' } }, 'en').class).toBe('第1期')
})

test('the page takes every kind of file it says it takes', () => {
  const page = readFileSync(new URL('./verify.html', import.meta.url), 'utf8')
  const [, accepted = ''] = /id="files"[^>]* accept="([^"]+)"/.exec(page) ?? []
  expect(accepted.split(',')).toEqual(
    expect.arrayContaining(['.pdf', '.json', '.jwt', '.vc', '.png', '.svg']),
  )
})
