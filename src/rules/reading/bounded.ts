/** How much of a document is read at all: beyond it there is no regulation and no person's record. */
export interface Bounds {
  /** Below this nesting the readers may recurse safely. */
  readonly deepest: number
  readonly mostNodes: number
  readonly longestList: number
}

export const packBounds: Bounds = { deepest: 64, mostNodes: 60_000, longestList: 1000 }
export const factsBounds: Bounds = { deepest: 16, mostNodes: 400_000, longestList: 10_000 }

/** Characters of one text: what is longer is no wording of a regulation and no entry of a record. */
export const longestText = 1_000_000

export type Boundedness = 'bounded' | 'document.too-deep' | 'document.too-big' | 'document.long-list'

/** Tells whether a parsed JSON value is shallow and small enough to be read, without recursion of its own. */
export const boundedness = (json: unknown, { deepest, mostNodes, longestList }: Bounds): Boundedness => {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: json, depth: 0 }]
  let seen = 0
  for (let next = open.pop(); next; next = open.pop()) {
    seen += 1
    if (seen > mostNodes) return 'document.too-big'
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth >= deepest) return 'document.too-deep'
    if (Array.isArray(next.value) && next.value.length > longestList) return 'document.long-list'
    for (const value of Object.values(next.value)) open.push({ value, depth: next.depth + 1 })
  }
  return 'bounded'
}
