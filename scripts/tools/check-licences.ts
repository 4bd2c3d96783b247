import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPermitted } from './licence-expression.ts'
import { projectRoot } from './vitest-run.ts'

interface LockedPackage {
  readonly dev?: boolean
  /** A folder of this repository, which the lock file lists once more under its own path. */
  readonly link?: boolean
  readonly license?: string
}

/** Licences of everything that ships, from the lock file; GPL, AGPL and unknown ones are findings. */
export const checkLicences = async (): Promise<string> => {
  const lock = JSON.parse(await readFile(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const shipped = Object.entries(lock.packages).filter(
    ([path, found]) => path !== '' && !found.dev && !found.link,
  )
  const findings = await Promise.all(
    shipped.map(async ([path, found]) => {
      const licence = found.license ?? (await licenceOnDisk(path))
      return isPermitted(licence)
        ? ''
        : `${path.replace(/^.*node_modules\//, '')}: ${licence || 'unknown licence'}`
    }),
  )
  return findings.filter((finding) => finding !== '').join('\n')
}

/** Old packages write `license: { type }` or `licenses: [{ type }]`, which the lock file leaves out. */
const licenceOnDisk = async (path: string): Promise<string> => {
  const text = await readFile(join(projectRoot, path, 'package.json'), 'utf8').catch(() => '{}')
  const { license, licenses } = JSON.parse(text) as {
    license?: { type?: string }
    licenses?: { type?: string }[]
  }
  return license?.type ?? licenses?.map((one) => one.type ?? '').join(' AND ') ?? ''
}
