import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../test/house.ts'

const house = testHouse({ worker: false })

const ready = async () => {
  const reply = await house.app.inject({ url: '/readyz' })
  return [reply.statusCode, reply.json().code ?? reply.json().status]
}

const yes = [200, 'ready']
const no = [503, 'server.not-ready']

test('a server is ready only while every migration of its code is there; later ones do no harm', async () => {
  const { db } = house.services
  expect(await ready()).toEqual(yes)
  const { rows } = await sql<{
    name: string
    hash: string
  }>`delete from migration where name = (select max(name) from migration) returning name, hash`.execute(db)
  expect(await ready()).toEqual(no)
  for (const { name, hash } of [...rows, { name: '9999-of-a-later-release.sql', hash: '' }])
    await sql`insert into migration (name, hash) values (${name}, ${hash})`.execute(db)
  expect(await ready()).toEqual(yes)
})

test('a database that hangs is told of as not ready, before whoever asked has given up', async () => {
  const { db } = house.services
  const locked = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const hanging = db.transaction().execute(async (tx) => {
    await sql`lock table migration in access exclusive mode`.execute(tx)
    locked.resolve()
    await asked.promise
  })
  await locked.promise
  try {
    expect(await ready()).toEqual(no)
  } finally {
    asked.resolve()
    await hanging
  }
  expect(await ready()).toEqual(yes)
})
