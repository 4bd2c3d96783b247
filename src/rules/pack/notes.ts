import type { Line } from '../lines/line.ts'
import { relationOf } from '../parts/caps.ts'
import type { Fault } from '../reading/cursor.ts'
import type { Obligation, RulesVersion } from './rules.ts'

/** Rules of a pack under which more recognised study can lower a figure: allowed, but an office should know. */
export const notesOf = (versions: readonly RulesVersion[]): readonly Fault[] => {
  const notes = versions.flatMap((version) =>
    version.obligations.flatMap((obligation) => ofObligation(obligation, version.id)),
  )
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()]
}

const ofObligation = ({ id, lines, caps, extension }: Obligation, version: string): readonly Fault[] => {
  const note = (code: string, params: Fault['params']): Fault => ({
    pointer: '',
    code,
    params: { version, obligation: id, ...params },
  })
  const falling = leaves(lines).filter(({ isRising }) => !isRising)
  const crossing = caps.filter((cap, index) =>
    caps.slice(0, index).some((other) => relationOf(cap, other) === 'crossing'),
  )
  return [
    ...falling.map((line) =>
      note(line.kind === 'none' ? 'law.none-line' : 'law.share-of-counted', { line: line.id }),
    ),
    ...crossing.map((cap) => note('law.crossing-caps', { cap: cap.id })),
    ...(extension ? [note('law.extension', {})] : []),
  ]
}

const leaves = (lines: readonly Line[]): readonly Line[] =>
  lines.flatMap((line) => (line.members.length > 0 ? leaves(line.members) : [line]))
