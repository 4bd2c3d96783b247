import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWritable } from './cluster-folder.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-folder-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('makes a data folder with those above it, and takes one that is there', async () => {
  const deep = join(folder, 'a/b/c')
  await makeWritable(deep)
  await makeWritable(deep)
  expect((await stat(deep)).mode & 0o777).toBe(0o700)
})

test('refuses at once where no folder can be made', { timeout: 5_000 }, async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  for (const place of ['/proc/nope/deeper', '/proc/nope', file, join(file, 'below')])
    await expect(makeWritable(place), place).rejects.toMatchObject({ code: 'folder.not-writable' })
})
