import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rulesCommand } from './cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** A layer that tightens the one above: what stands under `merge` is shown as it is written there. */
const layered = 'test/regulations/ama-centre-2024/rules.json'
const text = (path: string): string => readFileSync(root + path, 'utf8')
const folder = 'docs/rules/tutorial/linjiang-2024'
const blocks = (page: string, language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, block = '']) => block)

/** Every value that stands anywhere in a document, in one spelling. */
const partsOf = (value: unknown): readonly string[] => [
  JSON.stringify(value),
  ...(typeof value === 'object' && value !== null ? Object.values(value).flatMap(partsOf) : []),
]

const run = async (line: string): Promise<{ readonly code: number; readonly output: string }> => {
  let output = ''
  const code = await rulesCommand(line.split(' '), {
    stdout: (more) => (output += more),
    stderr: () => undefined,
    readFile: (path) => readFile(root + path, 'utf8'),
    resolvePack: async (name) =>
      existsSync(`${root}${name}/rules.json`) ? text(`${name}/rules.json`) : null,
  })
  return { code, output }
}

describe.each(['docs/rules/README.md', 'docs/rules/README.zh-CN.md'])('the tutorial %s', (page) => {
  it('shows nothing that is not in its pack or its cases', () => {
    const known = new Set(
      [`${folder}/rules.json`, `${folder}/cases.json`, layered].flatMap((path) =>
        partsOf(JSON.parse(text(path))),
      ),
    )
    const shown = blocks(text(page), 'json').map((block) => JSON.stringify(JSON.parse(block)))
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.filter((part) => !known.has(part))).toEqual([])
    const { merge } = JSON.parse(text(layered)).versions[0]
    expect(shown).toContain(JSON.stringify(merge))
  })

  it('its commands do what it says', async () => {
    const lines = blocks(text(page), 'sh').flatMap((block) => block.trim().split('\n'))
    expect(lines).toHaveLength(3)
    const answers = await Promise.all(lines.map((line) => run(line.replace('npx zhixin rules ', ''))))
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(JSON.parse(answers[1]?.output ?? '')).toMatchObject({ passed: 5, failed: 0 })
    expect(JSON.parse(answers[2]?.output ?? '')).toMatchObject({ standing: 'met', trace: { root: 0 } })
  })
})
