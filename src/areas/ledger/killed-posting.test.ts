import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postUnderKills } from '../../../scripts/bench/killed-posting.ts'

/** `ZHIXIN_KILLS=20` for the whole trial. */
const kills = Number(process.env['ZHIXIN_KILLS'] ?? 4)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/zhixin-killed-`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('no acknowledged hour is lost or doubled when server and database are killed again and again', async () => {
  const outcome = await postUnderKills(folder, kills, () => undefined)
  expect(outcome).toMatchObject({ kills, lost: [], twice: [] })
  // Something was under way when it was killed, and was asked for again.
  expect(outcome.repeated).toBeGreaterThan(kills)
  expect(outcome.activities).toBe(outcome.commands * 5)
}, 600_000)
