import type { Plugin } from 'vitest/config'

/** A change of the rules that must turn a test red: what stands in a file, and what is read in its place. */
interface Change {
  readonly file: string
  readonly from: string
  readonly to: string
}

export const mutations = {
  /** What of an older page arrives late counts. */
  fence: [
    {
      file: 'src/areas/exams/domain/effective.ts',
      from: 'next && seq < (epoch.fence ?? Number.POSITIVE_INFINITY)',
      to: 'next',
    },
  ],
  /** Anybody may write at the next number of an epoch. */
  chain: [
    {
      file: 'src/areas/exams/domain/admission.ts',
      from: 'if (eventHash(epoch, event, digest) !== event.hash) foreign',
      to: 'if (false) foreign',
    },
    {
      file: 'src/areas/exams/domain/admission.ts',
      from: 'event.seq === highWater + 1 && event.prev !== head',
      to: 'false',
    },
    { file: 'src/areas/exams/domain/admission.ts', from: 'next && next.prev === head', to: 'next' },
    {
      file: 'src/areas/exams/domain/effective.ts',
      from: 'if (next.event.prev !== head || eventHash(epoch, next.event, digest) !== next.event.hash) break',
      to: '',
    },
  ],
  /** A page takes over the unsent acts of any older epoch of its machine. */
  adopt: [
    {
      file: 'src/kernel/exam-journal/writer.ts',
      from: 'epoch > closedThrough && event.seq > (fences.get(epoch) ?? Number.POSITIVE_INFINITY)',
      to: 'event.origin === null && fences !== null && closedThrough >= 0',
    },
  ],
  /** What arrives late is believed by the date of the machine it was written at. */
  clock: [
    {
      file: 'src/areas/exams/domain/lateness.ts',
      from: "const clockOf = ({ mono }: Pick<JournalEvent, 'wall' | 'mono'>): number => mono",
      to: "const clockOf = ({ wall }: Pick<JournalEvent, 'wall' | 'mono'>): number => wall",
    },
    {
      file: 'src/areas/exams/domain/lateness.ts',
      from: 'near(leadOf(event), clocks.lead) &&',
      to: '',
    },
    { file: 'src/areas/exams/domain/lateness.ts', from: 'near(leadOf(head), clocks.lead)', to: 'true' },
  ],
} satisfies Record<string, readonly Change[]>

export type Mutation = keyof typeof mutations
export const isMutation = (name: string): name is Mutation => Object.hasOwn(mutations, name)

/** Changes rules as the test runner reads them; the files stay as they are. A change that finds nothing to change fails. */
export const mutating = (name: string | undefined): Plugin | null => {
  if (!name) return null
  if (!isMutation(name))
    throw new Error(`no mutation ${name}; there are ${Object.keys(mutations).join(', ')}`)
  const changes: readonly Change[] = mutations[name]
  return {
    name: `mutation-${name}`,
    enforce: 'pre',
    transform(code, id) {
      const own = changes.filter(({ file }) => id.split('?')[0]?.endsWith(`/${file}`))
      if (own.length === 0) return null
      let changed = code
      for (const { from, to } of own) {
        if (!changed.includes(from)) throw new Error(`nothing to mutate in ${id}: ${from}`)
        changed = changed.replace(from, to)
      }
      return changed
    },
  }
}
