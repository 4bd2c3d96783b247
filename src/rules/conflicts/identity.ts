import { fieldOf, isField, isTelling } from '../fields.ts'
import { type Cursor, fault, readList, readText, faultIfEmpty } from '../reading/cursor.ts'
import type { Scene } from '../scene.ts'
import { allOf, type Truth, unknown } from '../truth.ts'

/** Reads the fields whose equality makes two activities the same: `["work"]`, `["topic", "provider.id", "from", "to"]`. */
export const readSameness = (at: Cursor): readonly string[] => {
  const fields = readList(at, (item) => {
    const name = readText(item)
    return name !== null && !isField(name) ? fault(item, 'field.unknown', { name }) : name
  })
  if (fields.length === 0) faultIfEmpty(at)
  return fields
}

/** What two activities must share; null where one of the fields is absent, for what has no identity equals nothing. */
export const identityOf = (scene: Scene, fields: readonly string[]): string | null => {
  const values: unknown[] = []
  for (const field of fields) {
    const found = fieldOf(scene, field)
    if (found.missing || found.value === null) return null
    values.push(found.value)
  }
  return JSON.stringify(values)
}

/** Whether two activities are the same in all of these fields. */
export interface Sameness {
  /** Only those with one key can be the same; null: the same as nothing. */
  readonly keyOf: (scene: Scene) => string | null
  readonly isSame: (a: Scene, b: Scene) => Truth
}

/** What every activity has, though it be untold, may be the same; it alone leaves open whether two are. */
export const samenessOf = (fields: readonly string[]): Sameness => {
  const [told, untold] = [fields.filter((name) => !isTelling(name)), fields.filter(isTelling)]
  const isAlike = (name: string, a: Scene, b: Scene): Truth => {
    const [one, other] = [fieldOf(a, name), fieldOf(b, name)]
    const missing = [one, other].flatMap((found) => found.missing ?? [])
    if (missing.length > 0) return unknown(...missing)
    return JSON.stringify(one.value) === JSON.stringify(other.value)
  }
  return {
    keyOf: (scene) => identityOf(scene, told),
    isSame: (a, b) => allOf(untold, (name) => isAlike(name, a, b)),
  }
}
