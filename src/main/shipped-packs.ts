import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { registerShippedRules } from '../areas/rule-studio/index.ts'
import type { Json } from '../kernel/canonical-json.ts'
import type { Services } from '../platform/services.ts'

/** Registers the rule packs that ship with the product, so that a programme can name them; the same ones again change nothing. */
export const registerShippedPacks = async (services: Services): Promise<void> => {
  const folder = fileURLToPath(new URL('../../rulepacks', import.meta.url))
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const json = async (file: string): Promise<Json> =>
    JSON.parse(await readFile(`${folder}/${file}`, 'utf8')) as Json
  const shipped = await Promise.all(
    names.sort().map(async (name) => ({
      pack: await json(`${name}/rules.json`),
      cases: await json(`${name}/cases.json`),
    })),
  )
  await registerShippedRules(services.db, shipped, services.now())
}
