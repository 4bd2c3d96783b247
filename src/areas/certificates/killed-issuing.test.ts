import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { passedClass } from '../../../scripts/bench/certificate-register.ts'
import { testHouse } from '../../../test/house.ts'
import { close, finishedClass } from './certificate-fixtures.ts'
import { checkCertificates, issueClass } from './index.ts'

// Nobody draws meanwhile: what is looked at is what was issued.
const house = testHouse({ worker: false })
/** `ISSUE_KILLS=20` for the long run. */
const kills = Number(process.env['ISSUE_KILLS'] ?? 4)
const program = fileURLToPath(new URL('issue-process.fixture.ts', import.meta.url))
/** Two commits' worth for every kill, so that there is always something left to interrupt. */
const people = (2 * kills + 2) * 500

const issuedOf = async (classId: string): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from certificate where class_id = ${classId}`.execute(house.services.db)
  return rows[0]?.n ?? 0
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test(
  `has no gap and no repeat after ${kills} kill -9`,
  async () => {
    const before = await finishedClass(house, ['先行员'])
    await close(before)
    await issueClass(house.services, { classId: before.classId, at: house.now.toISOString() })
    const classId = await passedClass(house.services.db, people)
    const folder = await mkdtemp(`${tmpdir()}/zhixin-killed-`)
    const start = () => {
      const child = fork(program, [house.database.url, classId, house.now.toISOString(), folder], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
        child.once('exit', (code, signal) => resolve({ code, signal })),
      )
      return { child, ended }
    }
    for (let done = 0; done < kills; done += 1) {
      const had = await issuedOf(classId)
      const { child, ended } = start()
      // It is killed in the middle of its work: after a commit, at some moment of the next batch.
      while ((await issuedOf(classId)) === had) await pause(15)
      await pause(Math.random() * 120)
      child.kill('SIGKILL')
      expect((await ended).signal, `${done} of ${kills}: it was done before it was killed`).toBe('SIGKILL')
    }
    expect(await issuedOf(classId)).toBeLessThan(people)
    expect((await start().ended).code).toBe(0)
    await rm(folder, { recursive: true, force: true })

    const { rows } = await sql<{ serials: number[]; holders: number }>`
      select array_agg(substr(number, 10, 6)::int order by number) as serials, count(distinct enrolment_id)::int as holders
      from certificate where class_id in (${classId}, ${before.classId})`.execute(house.services.db)
    expect(rows[0]?.holders).toBe(people + 1)
    expect(rows[0]?.serials).toEqual(Array.from({ length: people + 1 }, (_, at) => at + 1))
    const { certificates, entries, findings } = await checkCertificates(house.services.db)
    expect([certificates, entries, findings]).toEqual([people + 1, people + 1, []])
  },
  60_000 + kills * 30_000,
)

test('a signature that fails while others are being written leaves nothing written, and the next attempt goes on', async () => {
  const classId = await passedClass(house.services.db, 600)
  const { signer } = house.services.ports
  let left = 300
  const failing = {
    ...signer,
    sign: (bytes: Uint8Array) => {
      left -= 1
      return left < 0 ? Promise.reject(new Error('the key is away')) : signer.sign(bytes)
    },
  }
  const order = { classId, at: house.now.toISOString() }
  Object.assign(house.services.ports, { signer: failing })
  await expect(issueClass(house.services, order)).rejects.toThrow('the key is away')
  Object.assign(house.services.ports, { signer })
  expect(await issuedOf(classId)).toBe(0)
  expect((await checkCertificates(house.services.db)).findings).toEqual([])
  await issueClass(house.services, order)
  expect(await issuedOf(classId)).toBe(600)
  expect((await checkCertificates(house.services.db)).findings).toEqual([])
})
