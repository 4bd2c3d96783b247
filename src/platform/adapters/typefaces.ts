import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const fontPackage = '@expo-google-fonts/noto-serif-sc'
const described = require.resolve(`${fontPackage}/package.json`)
const folder = dirname(described)

/** One family in two weights draws every document; its coverage decides which names can be printed. */
export const fontFiles: Readonly<Record<number, string>> = {
  400: join(folder, '400Regular/NotoSerifSC_400Regular.ttf'),
  700: join(folder, '700Bold/NotoSerifSC_700Bold.ttf'),
}

/** Package and version the files come from. */
export const fontVersion = `${fontPackage}@${(require(described) as { version: string }).version}`
