import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { turnstile } from './turnstile.ts'

/** argon2id at m = 19 MiB, t = 2, p = 1; runs on the thread pool, never inside a transaction. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

// The thread pool also reads files and compresses: a hall signing in takes one thread a core and queues here,
// so that a page asked for meanwhile does not stand behind three hundred hashes.
const inTurn = turnstile(Math.max(1, Math.min(3, availableParallelism())))

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFC'), parameters))

/** Hash of no password at all: verified when a name is unknown, so that the answer takes as long as for a known one. */
const nobody = await hashPassword(crypto.randomUUID())

export const passwordMatches = async (
  kept: string | null | undefined,
  password: string,
): Promise<boolean> => {
  const matches = await inTurn(() => verify(kept ?? nobody, password.normalize('NFC')))
  return matches && typeof kept === 'string'
}
