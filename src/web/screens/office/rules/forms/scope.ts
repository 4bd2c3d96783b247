import { createContext, useContext, useMemo } from 'react'
import { useEitherName } from '../../../../i18n/words.ts'
import { isNode, type Node, nodeOf, nodesOf, textOf } from '../json-path.ts'
import type { Fault } from '../use-editor.ts'

/** What the fields of a form may choose from, and what is wrong with the text they edit. */
export interface FormScope {
  readonly pack: Node
  /** The requirements of the obligation that is edited, at whatever depth. */
  readonly lines: readonly string[]
  readonly faults: readonly Fault[]
}

const Scope = createContext<FormScope>({ pack: {}, lines: [], faults: [] })
export const ScopeOf = Scope.Provider
export const useScope = (): FormScope => useContext(Scope)

/** Ids of requirements, of those inside groups too. */
export const lineIdsIn = (require: unknown): readonly string[] =>
  Array.isArray(require)
    ? nodesOf(require).flatMap(lineIdsIn)
    : isNode(require)
      ? [
          ...(textOf(require['id']) === '' ? [] : [textOf(require['id'])]),
          ...(['anyOf', 'allOf', 'of'] as const).flatMap((key) => lineIdsIn(require[key])),
        ]
      : []

export interface Option {
  readonly value: string
  readonly label: string
}

/** Members of a map of the pack that bear names in both languages. */
export const useNamed = (key: 'categories' | 'measures' | 'clauses'): readonly Option[] => {
  const { pack } = useScope()
  const either = useEitherName()
  return useMemo(
    () =>
      Object.entries(nodeOf(pack[key])).map(([value, names]) => {
        const of = key === 'measures' && value === 'hours' ? nodeOf(pack['unit']) : nodeOf(names)
        return { value, label: either(textOf(of['zh']), textOf(of['en'])) || value }
      }),
    [pack, key, either],
  )
}

/** Faults at a place of the text, and with `within` at whatever lies in it. */
export const useFaults = (pointer: string, within: boolean): readonly Fault[] => {
  const { faults } = useScope()
  return faults.filter((one) => one.pointer === pointer || (within && one.pointer.startsWith(`${pointer}/`)))
}

/** The place of a member of a place. */
export const placeIn = (pointer: string, member: string | number): string =>
  `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The node with a member changed; `undefined` takes it away, and what stays keeps its order. */
export const withMember = (node: Node, member: string, value: unknown): Node => {
  if (value !== undefined) return { ...node, [member]: value }
  const { [member]: _gone, ...rest } = node
  return rest
}
