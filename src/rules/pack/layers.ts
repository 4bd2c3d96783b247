import { isPackId } from '../../kernel/pack-id.ts'
import { boundedness, packBounds } from '../reading/bounded.ts'
import { child, type Cursor, type Fault, fault } from '../reading/cursor.ts'
import { type PackHeader, readHeader } from './header.ts'

/** One pack of the stack, with the place where its faults go. */
export interface Layer {
  readonly header: PackHeader
  readonly at: Cursor
}

/** Faults of a layer are told apart from those of the pack itself by `pack` in their params. */
export const layerFaults = (faults: readonly Fault[], pack: string): readonly Fault[] =>
  faults.map((each) => ({ ...each, params: { ...each.params, pack } }))

const headerOf = (at: Cursor): PackHeader | null => {
  const bounds = boundedness(at.value, packBounds)
  if (bounds !== 'bounded') return fault(at, bounds, { ...packBounds })
  return readHeader(at)
}

/** The pack and all that it stands on, widest first; a name nobody gave, or a circle, is a fault of the pack that names it. */
export const stackOf = (main: Cursor, others: readonly unknown[]): readonly Layer[] => {
  const header = headerOf(main)
  if (!header) return []
  const given = new Map<string, Cursor>()
  for (const value of others) {
    const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined
    if (typeof id === 'string' && id !== header.id) given.set(id, { value, pointer: '', faults: [] })
  }
  const stack: Layer[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (layer: Layer): void => {
    state.set(layer.header.id, 'open')
    layer.header.on.forEach((name, index) => {
      const place = child(child(main, 'on'), layer.at === main ? index : 0)
      if (state.get(name) === 'open') return fault(place, 'layers.cycle', { pack: layer.header.id, on: name })
      if (state.get(name) === 'done') return
      if (!isPackId(name)) return fault(place, 'pack.id')
      const at = given.get(name)
      const found = at && headerOf(at)
      if (!at || !found) {
        if (at) main.faults.push(...layerFaults(at.faults, name))
        else fault(place, 'layers.missing', { pack: layer.header.id, on: name })
        return
      }
      visit({ header: found, at })
    })
    state.set(layer.header.id, 'done')
    stack.push(layer)
  }
  visit({ header, at: main })
  return stack
}
