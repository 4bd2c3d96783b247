import { expect, test } from 'vitest'
import { browsing, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { mostInAnHour, secondsBetween } from './domain/sent-code.ts'

const perHour = 5
const house = testHouse({ textMessages: { perHour } })

const ask = async (purpose: 'register' | 'sign-in', phone: string) => {
  const { status, body } = await browsing(house).send('POST', '/api/v1/sent-codes', {
    purpose,
    signIn: phone,
  })
  return [status, body.code ?? 'asked']
}
const later = (seconds: number): void => {
  house.now = new Date(house.now.getTime() + seconds * 1000)
}
const texted = async (): Promise<number> => {
  await house.drain()
  return house.posted.length
}

test('a flood for many phones costs so many messages in an hour, whoever asks, and bars no account', async () => {
  const holder = '13900000077'
  await openDoor(house, 'holder', { phone: holder })
  const told = []
  for (let made = 0; made < perHour + 3; made += 1) told.push(await ask('register', `1380000000${made}`))
  expect(told.slice(0, perHour)).toEqual(Array.from({ length: perHour }, () => [202, 'asked']))
  expect(told.slice(perHour)).toEqual(Array.from({ length: 3 }, () => [429, 'sent-code.ceiling']))
  expect(await texted()).toBe(perHour)
  // Known or not, the answer is one.
  expect(await ask('register', holder)).toEqual([429, 'sent-code.ceiling'])
  expect(await ask('sign-in', holder)).toEqual([202, 'asked'])
  expect(await texted()).toBe(perHour + 1)
  later(3601)
  expect(await ask('register', '13800000009')).toEqual([202, 'asked'])
})

test('a flood of made-up phones at the door of accounts costs nothing and bars nobody', async () => {
  later(7200)
  const before = await texted()
  for (let made = 0; made < perHour * 3; made += 1)
    expect(await ask('sign-in', `137000000${10 + made}`)).toEqual([202, 'asked'])
  expect(await texted()).toBe(before)
  await openDoor(house, 'next', { phone: '13900000078' })
  expect(await ask('sign-in', '13900000078')).toEqual([202, 'asked'])
})

test('one phone asked for again and again is counted with every message', async () => {
  later(7200)
  const before = await texted()
  const told = []
  for (let asked = 0; asked < perHour + 1; asked += 1) {
    told.push((await ask('register', '13800000123'))[1])
    await house.drain()
    later(secondsBetween[asked] ?? 600)
  }
  expect(told).toEqual([...Array.from({ length: perHour }, () => 'asked'), 'sent-code.ceiling'])
  expect(await texted()).toBe(before + perHour)
})

test('the pauses leave room for no more messages in an hour than are counted', () => {
  const waits = [...secondsBetween, ...Array.from({ length: 20 }, () => secondsBetween.at(-1) as number)]
  let [sent, at] = [0, 0]
  for (const wait of waits) {
    if (at >= 3600) break
    sent += 1
    at += wait
  }
  expect(sent).toBe(mostInAnHour)
})
