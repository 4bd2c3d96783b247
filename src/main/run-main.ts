import { EnvironmentError } from '../platform/environment-error.ts'
import { exitCodeOf } from './exit.ts'
import { openLifetime, type Lifetime } from './lifetime.ts'

/** Runs a long-lived program: it opens things into its lifetime; when opening fails, what was opened is closed again. */
export const runMain = async (open: (lifetime: Lifetime) => Promise<void>): Promise<void> => {
  const lifetime = openLifetime()
  try {
    assertNode()
    await open(lifetime)
  } catch (error) {
    if (lifetime.isEnding()) return
    const code = exitCodeOf(error)
    await lifetime.end()
    process.exit(code)
  }
}

const assertNode = (): void => {
  const version = process.version
  if (Number.parseInt(version.slice(1), 10) < 24) throw new EnvironmentError('node.too-old', { version })
}
