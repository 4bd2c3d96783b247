import { readFile } from 'node:fs/promises'

/** Built files of one entry, as addresses. */
export interface EntryAssets {
  readonly css: readonly string[]
  readonly script: string | null
}

type Manifest = Readonly<Record<string, { readonly file: string; readonly css?: readonly string[] }>>

/** Looks an entry up in Vite's manifest; without a build the pages still work, unstyled. */
export const entryAssets = async (folder: string, entry: string): Promise<EntryAssets> => {
  const text = await readFile(`${folder}/manifest.json`, 'utf8').catch(() => '{}')
  const found = (JSON.parse(text) as Manifest)[entry]
  if (!found) return { css: [], script: null }
  return { css: (found.css ?? []).map((file) => `/${file}`), script: `/${found.file}` }
}
