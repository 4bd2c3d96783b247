import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const applicationPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
]

/** Path of a Chromium that runs: the one CHROMIUM_PATH names, the system's, or one that Playwright keeps. */
export const findChromium = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const named = env['CHROMIUM_PATH']
  if (named) {
    if (!runs(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not run`)
    return named
  }
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
  return [...onPath, ...applicationPaths, ...playwrightCopies(env)].find(
    (path) => existsSync(path) && runs(path),
  )
}

/** A package may install only a stub that tells people to use a store: ask it for its version. */
const runs = (path: string): boolean => {
  const asked = spawnSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 20_000 })
  return asked.status === 0 && /\d+\.\d+/.test(asked.stdout)
}

const playwrightCopies = (env: NodeJS.ProcessEnv): string[] => {
  const named = env['PLAYWRIGHT_BROWSERS_PATH']
  const homes = [
    ...(named && named !== '0' ? [named] : []),
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ]
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-linux/headless_shell',
    'chrome-headless-shell-linux64/chrome-headless-shell',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
  ]
  return homes.flatMap((home) =>
    list(home)
      .filter((name) => name.startsWith('chromium'))
      .flatMap((name) => inside.map((path) => join(home, name, path))),
  )
}

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort().toReversed()
  } catch {
    return []
  }
}

/** Installs the distribution's Chromium where that is possible without asking anybody: as root, with apt. */
export const installChromium = (): string | undefined => {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args: readonly string[]): void => {
    execFileSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
  }
  try {
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
  } catch {
    return undefined
  }
  return findChromium()
}
