import { fieldOf, isField } from '../fields.ts'
import { type Cursor, fault, readList, readText, faultIfEmpty } from '../reading/cursor.ts'
import type { Scene } from '../scene.ts'

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
