import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of files made by others: beside the project, or where ZHIXIN_SAMPLES says. */
const folder =
  process.env['ZHIXIN_SAMPLES'] ?? fileURLToPath(new URL('../../../shared/samples', import.meta.url))

/** Bytes of one sample. Throws, never skips: a run that silently tested nothing would look like success. */
export const sample = (name: string): Uint8Array => readFileSync(`${folder}/${name}`)

export const sampleNames = (): readonly string[] => {
  const names = readdirSync(folder)
  if (names.length === 0) throw new Error(`there are no samples in ${folder}`)
  return names
}
