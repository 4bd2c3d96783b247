import { sha256OfBytes } from '../kernel/sha256.ts'
import { hexOf } from './hex.ts'
import type { Granted } from './exam-state.ts'
import type { Transport } from './transport.ts'

type Media = NonNullable<Granted['questions'][number]['media']>[number]
type Bytes = Uint8Array<ArrayBuffer>

/** What opens files that were fetched sealed: their names by the hash of what is in them, and how to open one. */
export interface FilesOpened {
  readonly names: Readonly<Record<string, string>>
  open(sealed: Bytes): Promise<Bytes>
}

export interface FileOptions {
  readonly transport: Transport
  /** Address of the attempt. */
  readonly path: string
  /** Calls back after a while, unless the page has gone. */
  readonly again: (act: () => Promise<void>) => void
  readonly subtle: Pick<SubtleCrypto, 'digest'> | undefined
}

/**
 * Media files of an attempt: fetched sealed before the opening, or from the centre once it has begun, each once and all of
 * them without waiting for their question, so that a network cut later takes no picture away. Whatever is shown is what
 * its hash names.
 */
export const openFiles = ({ transport, path, again, subtle }: FileOptions) => {
  const sealed = new Map<string, Bytes>()
  const known = new Map<string, Promise<string | null>>()
  let opened: FilesOpened | null = null

  const isNamed = async (bytes: Bytes, name: string): Promise<boolean> =>
    name === (subtle ? hexOf(new Uint8Array(await subtle.digest('SHA-256', bytes))) : sha256OfBytes(bytes))

  const fetched = async (address: string, name: string): Promise<Bytes | null> => {
    const blob = await transport.file(`${path}/${address}/${name}`)
    const bytes = blob && new Uint8Array(await blob.arrayBuffer())
    return bytes && (await isNamed(bytes, name)) ? bytes : null
  }

  const unsealed = async (hash: string): Promise<Bytes | null> => {
    const kept = opened && sealed.get(opened.names[hash] ?? '')
    if (!opened || !kept) return null
    const bytes = await opened.open(kept).catch(() => null)
    return bytes && (await isNamed(bytes, hash)) ? bytes : null
  }

  const addressOf = ({ hash, type }: Pick<Media, 'hash' | 'type'>): Promise<string | null> => {
    const before = known.get(hash)
    if (before) return before
    const asked = unsealed(hash)
      .then(async (bytes) => bytes ?? (await fetched('media', hash)))
      .then((bytes) => {
        // Not to be had now, or not what it should be: the next who asks tries again.
        if (!bytes) known.delete(hash)
        return bytes && URL.createObjectURL(new Blob([bytes], { type }))
      })
    known.set(hash, asked)
    return asked
  }

  /** One after the other; those that cannot be had are tried again until they can. */
  const inTurn = <T>(list: readonly T[], take: (one: T) => Promise<boolean>): void => {
    const round = async (left: readonly T[]): Promise<void> => {
      const failed: T[] = []
      for (const one of left) if (!(await take(one))) failed.push(one)
      if (failed.length > 0) again(() => round(failed))
    }
    void round(list)
  }

  return {
    addressOf,
    /** Before the opening: files as they are sealed, by the hash of what was sealed. */
    keepSealed(names: readonly string[]): void {
      inTurn(names, async (name) => {
        if (opened) return true
        const bytes = sealed.get(name) ?? (await fetched('sealed-media', name))
        if (bytes) sealed.set(name, bytes)
        return bytes !== null
      })
    },
    unlock(by: FilesOpened): void {
      opened = by
    },
    /** Once the paper is open: everything it shows. */
    prefetch(questions: Granted['questions']): void {
      inTurn(
        questions.flatMap(({ media = [] }) => media),
        async (media) => (await addressOf(media)) !== null,
      )
    },
    close(): void {
      for (const one of known.values())
        void one.then((address) => address !== null && URL.revokeObjectURL(address))
      known.clear()
      sealed.clear()
    },
  }
}

export type Files = ReturnType<typeof openFiles>
