import { createDecipheriv, createHash, hash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../../test/house.ts'
import { statementsOf } from '../../../test/statements.ts'
import { openJournal, write } from '../../kernel/exam-journal/writer.ts'
import { newId } from '../../kernel/id.ts'
import { minutes, scene, sceneStart, takeSeat, type Scene } from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })
const opensAt = new Date(sceneStart.getTime() + minutes(10))

/** A sitting ten minutes before its opening. */
const before = (size: number): Promise<Scene> =>
  scene(house, size, {
    opensAt: opensAt.toISOString(),
    closesAt: new Date(opensAt.getTime() + minutes(120)).toISOString(),
  })

const ready = async (client: Client, attemptId: string, page = { machine: newId(), writer: newId() }) => {
  const reply = await client.call('POST', `/api/v1/attempts/${attemptId}/ready`, page)
  return { ...reply, page }
}
/** Asks for the key as a page does: with its claim and nothing else. */
const askKey = (attemptId: string, claim: string) =>
  house.anonymous().call('POST', `/api/v1/attempts/${attemptId}/key`, {}, { 'x-exam-key': claim })

const unseal = (key: string, part: string): string => {
  const bytes = Buffer.from(part, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(-16))
  return cipher.update(bytes.subarray(12, -16), undefined, 'utf8') + cipher.final('utf8')
}

/** Counts every statement this process sends while something happens. */
const ownStatements = async (act: () => Promise<unknown>): Promise<string[]> =>
  (await statementsOf(act)).filter((text) => !text.includes('pgboss'))

describe('a start without the database', () => {
  test('gives the key at the opening and not a second before, to a page that was made ready', async () => {
    const { candidate, attempt } = await before(1)
    const client = await candidate(0)
    const seat = await ready(client, attempt(0))
    expect(seat.status).toBe(201)
    const sealed = await client.call('GET', `/api/v1/attempts/${attempt(0)}/sealed-paper`)
    expect(sealed.raw.toString()).not.toContain('一学时')
    house.now = new Date(opensAt.getTime() - 1)
    expect((await askKey(attempt(0), seat.body.claim)).body.code).toBe('exam.not-open')
    house.now = opensAt
    const given = await askKey(attempt(0), seat.body.claim)
    expect(given.status).toBe(200)
    expect(given.body).toMatchObject({
      sealedHash: seat.body.sealedHash,
      startedAt: opensAt.toISOString(),
      deadline: new Date(opensAt.getTime() + minutes(60)).toISOString(),
    })
    expect(createHash('sha256').update(`${sealed.body.form}.${sealed.body.order}`).digest('hex')).toBe(
      given.body.sealedHash,
    )
    expect(unseal(given.body.key, sealed.body.form)).toContain('一学时是多少分钟？')
    expect(JSON.parse(unseal(given.body.key, sealed.body.order)).order).toHaveLength(4)
  })

  test('reads nothing for a seat: twenty seats cost no more statements than a few', async () => {
    const counts: number[] = []
    for (const size of [5, 20]) {
      const { candidate, attempt } = await before(size)
      const claims = await Promise.all(
        Array.from(
          { length: size },
          async (_, at) => (await ready(await candidate(at), attempt(at))).body.claim,
        ),
      )
      house.now = opensAt
      const texts = await ownStatements(async () => {
        const given = await Promise.all(claims.map((claim, at) => askKey(attempt(at), claim)))
        expect(given.map(({ status }) => status)).toEqual(claims.map(() => 200))
      })
      expect(texts).toHaveLength(1)
      const written = await ownStatements(async () => {
        await expect
          .poll(async () => (await begun(size, attempt)).length, { interval: 50, timeout: 5000 })
          .toBe(size)
      })
      counts.push(written.filter((text) => !text.includes('as polled')).length)
    }
    // One for each seat would be twenty; the transaction and its job are a handful, however they happen to be batched.
    expect(Math.max(...counts)).toBeLessThan(10)
  })

  const begun = async (size: number, attempt: Scene['attempt']) => {
    const ids = Array.from({ length: size }, (_, at) => attempt(at))
    const { rows } = await sql<{
      id: string
    }>`select id as polled from attempt where id = any(${ids}::uuid[]) and started_at is not null`.execute(
      house.services.db,
    )
    return rows
  }

  test('takes answers at once, and says the same when asked again', async () => {
    const { candidate, attempt } = await before(1)
    const client = await candidate(0)
    const { body, page } = await ready(client, attempt(0))
    house.now = opensAt
    const first = await askKey(attempt(0), body.claim)
    house.now = new Date(opensAt.getTime() + 3000)
    const second = await askKey(attempt(0), body.claim)
    expect(second.body).toEqual({ ...first.body, serverTime: house.now.toISOString() })
    const digest = (text: string): string => hash('sha256', text)
    const journal = openJournal({ attempt: attempt(0), epoch: body.epoch, ...page }, body, digest)
    const { event } = write(journal, { slot: 'q1', type: 'navigate', body: {}, mono: 1, wall: 1 }, digest)
    const sent = await client.call('POST', `/api/v1/attempts/${attempt(0)}/events`, {
      epoch: body.epoch,
      events: [event],
    })
    expect(sent.body).toMatchObject({ acked: 1, deadline: first.body.deadline, commands: [] })
  })

  test('refuses a forged claim, another seat, and whoever is not a plain case', async () => {
    const { candidate, attempt, office, sitting } = await before(3)
    const claims = await Promise.all(
      [0, 1, 2].map(async (at) => (await ready(await candidate(at), attempt(at))).body.claim as string),
    )
    const [payload, mark] = (claims[0] as string).split('.')
    const forged = Buffer.from(
      Buffer.from(payload as string, 'base64url')
        .toString()
        .replace(attempt(0), attempt(1)),
    ).toString('base64url')
    await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/fences`, {
      attemptIds: [attempt(2)],
      reason: '身份待核',
    })
    house.now = opensAt
    expect((await askKey(attempt(1), `${forged}.${mark}`)).body.code).toBe('exam.claim-refused')
    expect((await askKey(attempt(1), claims[0] as string)).body.code).toBe('exam.claim-refused')
    expect((await askKey(attempt(0), 'x')).body.code).toBe('exam.claim-refused')
    expect((await askKey(attempt(2), claims[2] as string)).body.code).toBe('exam.ask-to-start')
    expect((await ready(await candidate(1), attempt(1))).body.code).toBe('exam.already-open')
    expect((await ready(await candidate(1), attempt(0))).status).toBe(404)
  })

  test('gives way to the ordinary start: a page made ready may also be reloaded', async () => {
    const { candidate, attempt } = await before(1)
    const client = await candidate(0)
    const { body } = await ready(client, attempt(0))
    expect(body.epoch).toBe(1)
    house.now = opensAt
    const seat = await takeSeat(client, attempt(0))
    expect(seat.start.body).toMatchObject({ epoch: 2, startedAt: opensAt.toISOString() })
    expect((await askKey(attempt(0), body.claim)).body.code).toBe('exam.ask-to-start')
  })
})
