import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildVerifyPage } from './verify-page.ts'
import { exclusively } from '../src/platform/embedded-postgres/exclusive.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const stampFile = join(root, 'dist/web/.sources')
const cache = join(root, 'node_modules/.cache/zhixin')

/** Everything a browser bundle is made from: a change in any of these means a new build. */
const sourceFolders = ['src/web', 'src/exam-client', 'src/verify', 'src/wire', 'src/kernel', 'src/areas']
const sourceFiles = ['vite.config.ts', 'scripts/verify-page.ts', 'package-lock.json']

const isBrowserSource = (path: string): boolean =>
  !path.includes('.test.') && (!path.startsWith('src/areas/') || /\/contract(\.ts|\/)/.test(path))

const listSources = async (): Promise<string[]> => {
  const paths: string[] = sourceFiles.filter((path) => existsSync(join(root, path)))
  for (const folder of sourceFolders) {
    if (!existsSync(join(root, folder))) continue
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name).slice(root.length)
      if (entry.isFile() && isBrowserSource(path)) paths.push(path)
    }
  }
  return paths.sort()
}

const hashSources = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const path of await listSources()) {
    hash.update(`${path}\0`)
    hash.update(await readFile(join(root, path)))
  }
  return hash.digest('hex')
}

const build = async (): Promise<void> => {
  const vite = await import('vite')
  await vite.build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  await buildVerifyPage(root)
}

const viteIsInstalled = (): boolean => {
  try {
    createRequire(import.meta.url).resolve('vite')
    return true
  } catch {
    return false
  }
}

const isBuiltFrom = async (hash: string): Promise<boolean> =>
  existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === hash

const main = async (): Promise<number> => {
  if (!existsSync(join(root, 'vite.config.ts'))) return 0
  // `npx zhixin` makes npm prepare the package once more before its first command, which needs no pages.
  if (process.env['npm_command'] === 'exec') return 0
  const onlyIfChanged = process.argv.includes('--if-changed')
  const hash = await hashSources()
  if (onlyIfChanged && (await isBuiltFrom(hash))) return 0
  if (!viteIsInstalled()) {
    // A production install leaves the build tools out; it brings dist/web with it.
    process.stderr.write(
      '网页未构建：未安装构建工具。 Web pages not built: the build tools are not installed.\n',
    )
    return onlyIfChanged ? 0 : 3
  }
  await mkdir(cache, { recursive: true })
  // Two builds into one folder take each other's files away.
  await exclusively(join(cache, 'build-web.lock'), async () => {
    if (onlyIfChanged && (await isBuiltFrom(hash))) return
    await build()
    await writeFile(stampFile, hash)
  })
  return 0
}

process.exitCode = await main()
