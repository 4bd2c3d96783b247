import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { registerPacks } from '../areas/ledger/index.ts'
import type { Json } from '../kernel/canonical-json.ts'
import type { Services } from '../platform/services.ts'

/** Registers the rule packs that ship with the product, so that a programme can name them; the same ones again change nothing. */
export const registerShippedPacks = async (services: Services): Promise<void> => {
  const folder = fileURLToPath(new URL('../../rulepacks', import.meta.url))
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const packs = await Promise.all(
    names
      .sort()
      .map(async (name) => JSON.parse(await readFile(`${folder}/${name}/rules.json`, 'utf8')) as Json),
  )
  await registerPacks(services.db, packs, services.now())
}
