import type { Bilingual } from '../../kernel/bilingual.ts'
import type { Fraction } from '../../kernel/exact.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  isRecord,
  keysOf,
  readChoice,
  readDay,
  readExact,
  readFlag,
  readInteger,
  readPackId,
  readText,
  readTexts,
  isShaped,
} from '../reading/cursor.ts'
import * as forms from '../schema/pack-schema.ts'

/** The unit of account: a name and the whole minutes in one. `yields`: a layer below may set another without saying why. */
export interface Unit extends Bilingual {
  readonly id: string
  readonly minutes: number
  readonly yields: boolean
}

export interface Clause extends Bilingual {
  readonly basis: string
}

/** What a pack declares before its versions; layers lend these names to the packs that stand on them. */
export interface PackHeader {
  readonly id: string
  readonly layer: string
  readonly on: readonly string[]
  readonly title: Bilingual
  readonly unit: Unit | null
  readonly measures: readonly MeasureDeclaration[]
  readonly categories: ReadonlyMap<string, Bilingual>
  readonly orders: ReadonlyMap<string, readonly string[]>
  readonly clauses: ReadonlyMap<string, Clause>
}

export interface MeasureDeclaration extends Bilingual {
  readonly id: string
  readonly unit: string
  readonly perUnit: number
  readonly nominalMinutes: Fraction | null
}

export const readHeader = (at: Cursor): PackHeader | null => {
  if (!isShaped(at, forms.pack)) return null
  readChoice(child(at, 'schema'), ['zhixin.pack/1'])
  const id = readPackId(child(at, 'id'))
  const layer =
    at.value['layer'] === undefined ? 'programme' : readChoice(child(at, 'layer'), forms.layerNames)
  const title = readBilingual(child(at, 'title'), [])
  const on = readTexts(child(at, 'on'))
  const unit = isPresent(child(at, 'unit')) ? readUnit(child(at, 'unit')) : null
  const basis = readBases(child(at, 'basis'))
  const header = {
    unit,
    on,
    measures: readMeasures(child(at, 'measures'), unit),
    categories: readMap(child(at, 'categories'), (item) => readBilingual(item, [])),
    orders: readMap(child(at, 'orders'), readTexts),
    clauses: readMap(child(at, 'clauses'), (item) => readClauseText(item, basis)),
  }
  return id !== null && layer !== null && title ? { id, layer, title, ...header } : null
}

const readMap = <T>(at: Cursor, read: (item: Cursor) => T | null): ReadonlyMap<string, T> => {
  const entries = new Map<string, T>()
  if (!isPresent(at) || !isRecord(at, null)) return entries
  for (const key of keysOf(at)) {
    const value = read(child(at, key))
    if (value !== null) entries.set(key, value)
  }
  return entries
}

const readBilingual = (at: Cursor, more: readonly string[]): Bilingual | null => {
  if (!isRecord(at, ['zh', 'en', ...more], ['zh', 'en'])) return null
  const [zh, en] = [readText(child(at, 'zh')), readText(child(at, 'en'))]
  return zh !== null && en !== null ? { zh, en } : null
}

/**
 * Grains of a unit or measure whose own declaration is at fault: it stays declared, so that what names it is not at fault
 * too, and nearly every part of a unit is whole grains of it. No pack can state as many.
 */
export const standInGrains = 7_207_200

const readUnit = (at: Cursor): Unit => {
  const keys = ['zh', 'en', 'id', 'minutes']
  if (!isRecord(at, [...keys, 'yields'], keys))
    return { id: '', zh: '', en: '', minutes: standInGrains, yields: false }
  const { zh, en } = namesOf(at)
  const id = readText(child(at, 'id'))
  const minutes = readInteger(child(at, 'minutes'), 1, 1440)
  const yields = child(at, 'yields').value === undefined ? false : readFlag(child(at, 'yields'))
  return { zh, en, id: id ?? '', minutes: minutes ?? standInGrains, yields: yields ?? false }
}

/** Names in both languages, empty where they are at fault. */
const namesOf = (at: Cursor): Bilingual => ({
  zh: readText(child(at, 'zh')) ?? '',
  en: readText(child(at, 'en')) ?? '',
})

const readMeasures = (at: Cursor, unit: Unit | null): readonly MeasureDeclaration[] => {
  if (!isPresent(at) || !isRecord(at, null)) return []
  return keysOf(at).flatMap((id) => readMeasure(child(at, id), id, unit) ?? [])
}

const readMeasure = (at: Cursor, id: string, unit: Unit | null): MeasureDeclaration | null => {
  if (id === 'hours') {
    if (!isShaped(at, forms.hoursMeasure)) return null
    const name = readText(child(at, 'unit'))
    if (name !== null && unit && unit.id !== '' && name !== unit.id)
      fault(child(at, 'unit'), 'unit.unknown', { unit: name })
    return null
  }
  const keys = ['zh', 'en', 'unit']
  if (!isRecord(at, [...keys, 'perUnit', 'nominalMinutes'], keys))
    return { id, zh: '', en: '', unit: '', perUnit: standInGrains, nominalMinutes: null }
  const names = namesOf(at)
  const unitName = readText(child(at, 'unit')) ?? ''
  const perUnit = child(at, 'perUnit').value === undefined ? 1 : readInteger(child(at, 'perUnit'), 1, 10_000)
  const nominalMinutes = isPresent(child(at, 'nominalMinutes'))
    ? readExact(child(at, 'nominalMinutes'))
    : null
  return { ...names, id, unit: unitName, perUnit: perUnit ?? standInGrains, nominalMinutes }
}

const readBases = (at: Cursor): ReadonlySet<string> => {
  const ids = readMap(at, (item) => {
    if (!isShaped(item, forms.basis)) return null
    readText(child(item, 'number'))
    readBilingual(child(item, 'authority'), [])
    if (isPresent(child(item, 'published'))) readDay(child(item, 'published'))
    readTexts(child(item, 'uncertain'))
    return true
  })
  return new Set(ids.keys())
}

const readClauseText = (at: Cursor, bases: ReadonlySet<string>): Clause | null => {
  const names = readBilingual(at, ['basis'])
  const basis = names && readText(child(at, 'basis'))
  if (basis !== null && !bases.has(basis)) fault(child(at, 'basis'), 'basis.unknown', { basis })
  return names && basis !== null ? { ...names, basis } : null
}
