import { expect, test } from 'vitest'
import { browsing, doorPassword, eventsOf, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'

const house = testHouse({ worker: false })
/** A new device on a network of its own. */
const from = (place: number) => browsing(house, {}, `10.0.${place}.1`)

test('three hundred people behind one address sign in at once, and none is refused', async () => {
  const people = Array.from({ length: 300 }, (_, index) => `seat.${index}`)
  for (const name of people) await openDoor(house, name)
  const replies = await Promise.all(people.map((name) => browsing(house).signIn(name)))
  expect(replies.filter(({ status }) => status !== 201)).toEqual([])
}, 120_000)

test('people who share one machine of a site do not wait for each other’s mistakes', async () => {
  const machine = { zhixin_device: 'the-machine-at-seat-12' }
  for (const name of ['shares.a', 'shares.b', 'shares.c']) {
    await openDoor(house, name)
    for (let slip = 0; slip < 4; slip += 1)
      await browsing(house, machine).signIn(name, { password: 'slip of the finger' })
  }
  await openDoor(house, 'shares.d')
  expect((await browsing(house, machine).signIn('shares.d')).status).toBe(201)
})

test('whoever guesses at an account from elsewhere slows strangers down, and never its owner', async () => {
  await openDoor(house, 'victim')
  const owner = browsing(house)
  await owner.signIn('victim')
  const guesses = []
  // A guesser without a device cookie is a new device each time; this one comes from another network each time as well.
  for (let guess = 0; guess < 40; guess += 1)
    guesses.push((await from(guess).signIn('victim', { password: `guess ${guess}` })).body.code)
  expect(guesses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'sign-in.refused'))
  expect(new Set(guesses.slice(20))).toEqual(new Set(['sign-in.wait']))
  const home = browsing(house, { zhixin_device: owner.cookies['zhixin_device'] ?? '' })
  expect((await home.signIn('victim')).status).toBe(201)
  expect((await owner.send('GET', '/api/v1/sessions/current')).status).toBe(200)
  // On a new device the owner waits a minute at most.
  const travelling = browsing(house)
  const wait = await travelling.signIn('victim')
  expect(wait.body.params.seconds).toBeLessThanOrEqual(60)
  house.now = new Date(house.now.getTime() + wait.body.params.seconds * 1000)
  expect((await travelling.signIn('victim')).status).toBe(201)
})

test('a guesser who never pauses keeps their own network waiting, and the owner on a new device elsewhere gets in', async () => {
  await openDoor(house, 'besieged')
  const guess = () => browsing(house, {}, '203.0.113.66').signIn('besieged', { password: 'wrong' })
  const owner = () => browsing(house, {}, '198.51.100.7').signIn('besieged')
  const start = house.now.getTime()
  let heard = 0
  // An hour and a half, a guess every second that none is kept waiting for.
  for (let second = 0; second < 5400; second += 1) {
    house.now = new Date(start + second * 1000)
    const { status, body } = await guess()
    expect(status).not.toBe(201)
    if (body.code === 'sign-in.refused') heard += 1
    else second += body.params.seconds - 1
  }
  expect(heard).toBeLessThan(70)
  // Right after a guess that was heard: what one who comes now is told to wait is over before the guesser's next.
  house.now = new Date(house.now.getTime() + 120_000)
  expect((await guess()).body.code).toBe('sign-in.refused')
  const wait = (await owner()).body.params?.seconds ?? 0
  expect(wait).toBeLessThanOrEqual(60)
  house.now = new Date(house.now.getTime() + wait * 1000)
  expect((await guess()).body.code).toBe('sign-in.wait')
  expect((await owner()).status).toBe(201)
})

test('the share of a network is used up name by name: others behind it are not kept waiting', async () => {
  await openDoor(house, 'same.hall')
  const codes = []
  for (let guess = 0; guess < 12; guess += 1)
    codes.push((await browsing(house, {}, '192.0.2.9').signIn('some.other', { password: 'wrong' })).body.code)
  expect(codes).toEqual([
    ...Array.from({ length: 10 }, () => 'sign-in.refused'),
    'sign-in.wait',
    'sign-in.wait',
  ])
  expect((await browsing(house, {}, '192.0.2.9').signIn('same.hall')).status).toBe(201)
})

test('guesses at a name that is nobody’s are counted and told as those at an account', async () => {
  await openDoor(house, 'somebody')
  const told = async (name: string): Promise<string[]> => {
    const codes = []
    for (let guess = 0; guess < 22; guess += 1)
      codes.push((await from(guess).signIn(name, { password: 'wrong' })).body.code)
    return codes
  }
  expect(await told('nobody.at.all')).toEqual(await told('somebody'))
})

test('guesses sent all at once are counted one after the other', async () => {
  await openDoor(house, 'flooded')
  const machine = { zhixin_device: 'one-device' }
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, guess) =>
      browsing(house, machine).signIn('flooded', { password: `guess ${guess}` }),
    ),
  )
  expect(replies.filter(({ body }) => body.code === 'sign-in.refused')).toHaveLength(5)
})

test('sessions are listed with device and last use; one can be ended alone, or all', async () => {
  const account = await openDoor(house, 'many.devices')
  const [phone, desk, lost] = [browsing(house), browsing(house), browsing(house)]
  for (const device of [phone, desk, lost]) await device.signIn('many.devices')
  house.now = new Date(house.now.getTime() + 3_600_000)
  const listed = await desk.send('GET', '/api/v1/sessions')
  expect(listed.body.items).toHaveLength(3)
  const current = listed.body.items.find((one: { current: boolean }) => one.current)
  expect(Date.parse(current.lastSeenAt) - Date.parse(current.openedAt)).toBe(3_600_000)
  const other = listed.body.items.find((one: { current: boolean }) => !one.current)
  expect((await desk.send('DELETE', `/api/v1/sessions/${other.id}`)).status).toBe(204)
  const statuses = []
  for (const device of [phone, lost])
    statuses.push((await device.send('GET', '/api/v1/sessions/current')).status)
  expect(statuses.toSorted()).toEqual([200, 401])
  expect((await desk.send('DELETE', '/api/v1/sessions')).status).toBe(204)
  for (const device of [phone, desk, lost])
    expect((await device.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  expect((await eventsOf(house, account)).map(({ name }) => name)).toContain('accounts.signedOutEverywhere')
})

test('changing the password signs every other device out', async () => {
  await openDoor(house, 'changes')
  const [here, elsewhere] = [browsing(house), browsing(house)]
  await here.signIn('changes')
  await elsewhere.signIn('changes')
  const next = { current: doorPassword, next: 'another long enough one' }
  expect((await here.send('POST', '/api/v1/account/password', next)).status).toBe(204)
  expect((await here.send('GET', '/api/v1/sessions/current')).status).toBe(200)
  expect((await elsewhere.send('GET', '/api/v1/sessions/current')).status).toBe(401)
})
