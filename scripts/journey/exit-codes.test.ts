import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findPort } from '../../src/main/port.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const roster = fileURLToPath(import.meta.url)

const journey = (...args: string[]) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/journey.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, stderr, stdout }
}

describe('npm run journey', () => {
  it('ends with 2 when asked for wrongly', () => {
    for (const args of [
      [],
      ['--base-url', 'http://127.0.0.1:1', '--roster', roster],
      ['--base-url', 'http://127.0.0.1:1', '--roster', roster, '--questions', roster, '--fast'],
      ['--base-url', 'nowhere', '--roster', roster, '--questions', roster],
      ['--base-url', 'ftp://a.example', '--roster', roster, '--questions', roster],
    ]) {
      const { status, stderr } = journey(...args)
      expect([args, status]).toEqual([args, 2])
      expect(stderr).toContain('npm run journey --')
    }
  })

  it('ends with 3 when a file cannot be read or nobody answers, and still prints JSON alone', async () => {
    const nobody = `http://127.0.0.1:${await findPort('127.0.0.1', 0)}`
    const missing = journey('--base-url', nobody, '--roster', '/none.xlsx', '--questions', roster, '--json')
    expect([missing.status, missing.stderr]).toEqual([3, expect.stringContaining('/none.xlsx')])
    expect(JSON.parse(missing.stdout)).toMatchObject({ accepted: 0, certificates: [] })
    const silent = journey('--base-url', nobody, '--roster', roster, '--questions', roster, '--json')
    expect([silent.status, silent.stderr]).toEqual([3, expect.stringContaining(nobody)])
    expect(silent.stderr).toContain('ECONNREFUSED')
  })
})
