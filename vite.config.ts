import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('./', import.meta.url))
const outDir = join(root, 'dist/web')

/** Entries by name: the public site's script and style, the signed-in application, the exam client. */
const entries: Record<string, string> = {
  public: join(root, 'src/web/public.ts'),
  app: join(root, 'src/web/app.html'),
}
const examPage = join(root, 'src/exam-client/index.html')
if (existsSync(examPage)) entries['exam'] = examPage

/** Pages are built where their sources lie; the server looks for them at the top: `app.html`, `exam.html`. */
const pagesOnTop = (): Plugin => ({
  name: 'zhixin:pages-on-top',
  apply: 'build',
  async closeBundle() {
    await rename(join(outDir, 'src/web/app.html'), join(outDir, 'app.html'))
    if (entries['exam']) await rename(join(outDir, 'src/exam-client/index.html'), join(outDir, 'exam.html'))
    await rm(join(outDir, 'src'), { recursive: true, force: true })
  },
})

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Writes `.br` and `.gz` beside every asset, so that the server never compresses a file twice. */
const precompressed = (): Plugin => ({
  name: 'zhixin:precompressed',
  apply: 'build',
  async closeBundle() {
    const folder = join(outDir, 'assets')
    for (const name of await readdir(folder)) {
      if (!/\.(js|css|svg|json|html)$/.test(name)) continue
      const file = join(folder, name)
      const content = await readFile(file)
      if (content.length < 1024) continue
      await writeFile(
        `${file}.br`,
        await brotli(content, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          },
        }),
      )
      await writeFile(`${file}.gz`, await zip(content, { level: 9 }))
    }
  },
})

export default defineConfig({
  root,
  publicDir: false,
  plugins: [react(), pagesOnTop(), precompressed()],
  // The server puts a fresh nonce in its place in every page, for styles made at run time.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: entries,
      output: {
        // Without groups every small thing two screens share is a file of its own: eighty requests for a first visit.
        // React and the spine change seldom and stay in the browser's cache over releases. The exam client takes React
        // alone: what kernel and wire share with it is kept out of the groups.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 9 },
            {
              name: 'spine',
              test: /node_modules[\\/](@tanstack|i18next|react-i18next|typebox)[\\/]/,
              priority: 8,
            },
            { name: 'library', test: /node_modules/, minShareCount: 12, priority: 5 },
            {
              name: 'shared',
              test: /src[\\/](web|areas)[\\/]/,
              minShareCount: 6,
              priority: 4,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
})
