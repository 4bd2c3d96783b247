import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findChromium } from './find-chromium.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-chromium-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const program = async (path: string, script: string): Promise<string> => {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return file
}

it('takes the one that CHROMIUM_PATH names', async () => {
  const named = await program('named/my-browser', 'echo Chromium 156.0')
  expect(findChromium({ CHROMIUM_PATH: named, PATH: '' })).toBe(named)
})

it('does not silently take another when CHROMIUM_PATH names one that does not run', async () => {
  const broken = await program('broken/chrome', 'exit 1')
  expect(() => findChromium({ CHROMIUM_PATH: broken, PATH: dirname(broken) })).toThrow(broken)
})

it('passes over a stub that only tells where to get a browser', async () => {
  const stub = await program('stub/chromium', 'echo please install from the store >&2; exit 1')
  const real = await program('real/google-chrome', 'echo Google Chrome 156.0')
  expect(findChromium({ PATH: `${dirname(stub)}:${dirname(real)}` })).toBe(real)
})

it("finds Playwright's own where the system has none", async () => {
  const kept = await program('playwright/chromium-1200/chrome-linux/chrome', 'echo Chromium 156.0')
  expect(findChromium({ PATH: '', PLAYWRIGHT_BROWSERS_PATH: join(folder, 'playwright') })).toBe(kept)
})
