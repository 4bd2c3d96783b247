import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const policyHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Makes the page that checks certificates without a network: one file, script and style inside, allowed to run nothing else
 * and to ask nobody. Keys and address of the installation are put in by the server.
 */
export const buildVerifyPage = async (root: string): Promise<void> => {
  const vite = await import('vite')
  const folder = join(root, 'src/verify/page')
  const built = await vite.build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(folder, 'main.ts'), formats: ['iife'], name: 'zhixinVerify' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('the page that checks offline was not built')
  // A closing tag inside the script would end it.
  const script = chunk.code.trim().replaceAll('</script', '<\\/script')
  const style = (await readFile(join(folder, 'verify.css'), 'utf8')).replace(/\s+/g, ' ').trim()
  const policy = `default-src 'none'; script-src ${policyHash(script)}; style-src ${policyHash(style)}; img-src data:; base-uri 'none'; form-action 'none'`
  const filled = { __POLICY__: policy, __STYLE__: style, __SCRIPT__: script }
  let page = await readFile(join(folder, 'verify.html'), 'utf8')
  for (const [name, text] of Object.entries(filled)) page = page.replace(name, () => text)
  await writeFile(join(root, 'dist/web/verify-offline.html'), page)
}
