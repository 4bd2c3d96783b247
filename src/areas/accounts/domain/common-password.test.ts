import { describe, expect, test } from 'vitest'
import { isCommonPassword } from './common-password.ts'

describe('a password that is guessed first', () => {
  test.each([
    '1234567890',
    '0987654321',
    'qwertyuiop',
    'Qwerty123456',
    '1qaz2wsx3edc',
    'abcdefghij',
    'Password123!',
    'P@ssw0rd2026',
    'password-password',
    'admin@123456',
    'Zhixin@2026',
    'zhixin653653',
    'woaini1314520',
    'iloveyou5201314',
    'aaaaaaaaaa',
    'abababababab',
    'abcabcabcabc',
    '19860317 1986',
    '20260101abc',
    'Shanghai2026',
    'Welcome@123456',
    '知新知新知新知新知新',
    '我的密码123456789',
    'ｐａｓｓｗｏｒｄ１２３',
    'q1w2q1w2q1w2',
  ])('%s', (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  test.each([
    ['13900006531', '13900006531'],
    ['13900006531abc', '13900006531'],
    ['lihua@school.example', 'lihua@school.example'],
    ['lihua123456', 'lihua@school.example'],
    ['li.hua.2026', 'li.hua'],
    ['欧阳慕容思远123456', '欧阳慕容思远'],
    ['19850417109x', '31000019850417109X'],
    ['19850417 0417', '31000019850417109X'],
    ['abc17109x123', '31000019850417109X'],
  ])('%s of who is known by %s', (password, own) => {
    expect(isCommonPassword(password, [own])).toBe(true)
  })
})

describe('a password that is not', () => {
  test.each([
    'a-long-password',
    'the password before',
    'long enough 653',
    'correct horse battery staple',
    '锲而不舍，金石可镂',
    '一个足够长的口令-2026',
    'kX9#vLq2!mZr',
    'tea, 4 lamps and a boat',
    '山高水长路漫漫其修远',
  ])('%s', (password) => {
    expect(isCommonPassword(password, ['13900006531', 'li.hua@school.example', '李华'])).toBe(false)
  })
})
