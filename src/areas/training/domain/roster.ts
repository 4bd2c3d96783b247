import type { Day } from '../../../kernel/calendar.ts'
import { type IdentityKind, normaliseIdentity, readIdentity } from '../../../kernel/identity-number.ts'
import { longestPersonName, normalisePersonName, personNameFault } from '../../../kernel/person-name.ts'
import { isPlainName } from '../../../kernel/plain-name.ts'
import type { Params } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import { documentOfHeader, type RosterCell, type RosterColumns, type RosterField } from './roster-columns.ts'

/** A row fit to be enrolled. Texts are trimmed; what a column does not hold is an empty text. */
export interface RosterEntry {
  readonly row: number
  readonly name: string
  readonly identityKind: IdentityKind
  readonly identityNumber: string
  readonly birth: Day | null
  readonly sex: 'female' | 'male' | null
  readonly phone: string
  readonly email: string
  readonly employer: string
  readonly title: string
  readonly titleLevel: string
  readonly education: string
  readonly degree: string
  readonly major: string
  readonly qualification: string
  readonly post: string
}

export type RosterFaultCode =
  | 'roster.name-missing'
  | 'roster.name-too-long'
  | 'roster.name-characters'
  | 'roster.name-undrawable'
  | 'roster.id-missing'
  | 'roster.id-lost-digits'
  | 'roster.id-length'
  | 'roster.id-characters'
  | 'roster.id-checksum'
  | 'roster.id-birth-date'
  | 'roster.id-kind-unknown'
  | 'roster.duplicate'
  | 'roster.name-differs'
  | 'roster.employer-other'
  | 'roster.formula-without-value'
  | 'roster.error-value'

export type RosterNoteCode =
  | 'roster.phone-malformed'
  | 'roster.phone-shared'
  | 'roster.email-malformed'
  | 'roster.text-too-long'
  | 'roster.text-characters'
  | 'roster.formula-without-value'
  | 'roster.error-value'

/**
 * What is wrong, where: `row` is the file's own, `column` the header as the file writes it, `name` whom the row names, as far as
 * it can be read. `suggestion` is only shown, never taken.
 */
export interface RosterFinding<C extends string = string> {
  readonly row: number
  readonly column: string
  readonly code: C
  readonly params: Params
  readonly name?: string
  readonly found?: string
  readonly suggestion?: string
}

export interface RefusedRow extends RosterFinding<RosterFaultCode> {
  /** Further faults of the same row, so that one round of corrections is enough. */
  readonly also: readonly RosterFinding<RosterFaultCode>[]
}

export type RosterVerdict =
  | {
      readonly ok: true
      readonly entry: RosterEntry
      readonly notes: readonly RosterFinding<RosterNoteCode>[]
    }
  | { readonly ok: false; readonly refused: RefusedRow }

/** Judges the rows of one roster, one by one and in file order: it remembers the identities and phones accepted so far. */
export const rosterJudge = (
  columns: RosterColumns,
  today: Day,
): ((row: number, cells: readonly RosterCell[]) => RosterVerdict) => {
  const seen = new Map<string, { readonly row: number; readonly name: string }>()
  const phones = new Map<string, number>()
  return (row, cells) => {
    const reader = rowReader(columns, row, cells)
    const name = readName(reader)
    const identity = readRowIdentity(reader, today)
    const faults = [name, identity].flatMap((part) => ('code' in part ? [part] : []))
    const [first, ...also] = faults
    if (first) return { ok: false, refused: { ...first, also } }
    if ('code' in name || 'code' in identity)
      throw new Error('a row without faults has a name and an identity')
    const key = `${identity.kind} ${identity.number}`
    const standing = seen.get(key)
    if (standing !== undefined) {
      // With the name of the first: one number under two names is somebody else's number, not a line written twice.
      return {
        ok: false,
        refused: { ...reader.fault('identity', 'roster.duplicate', { ...standing }), also: [] },
      }
    }
    seen.set(key, { row, name: name.value })
    const { texts, notes } = readTexts(reader)
    // A phone signs one person in, and whoever registers must have the one on record: a clerk's number put on everybody
    // would lock them all out. The first row keeps it.
    const holder = phones.get(texts.phone)
    if (holder !== undefined) {
      notes.push(reader.fault('phone', 'roster.phone-shared', { row: holder }, { found: texts.phone }))
      texts.phone = ''
    } else if (texts.phone !== '') phones.set(texts.phone, row)
    const { kind, number, birth, sex } = identity
    return {
      ok: true,
      entry: { row, name: name.value, identityKind: kind, identityNumber: number, birth, sex, ...texts },
      notes,
    }
  }
}

interface RowReader {
  readonly header: (field: RosterField) => string
  readonly cell: (field: RosterField) => RosterCell
  readonly fault: <C extends string>(
    field: RosterField,
    code: C,
    params?: Params,
    more?: { readonly found?: string; readonly suggestion?: string },
  ) => RosterFinding<C>
}

const rowReader = (columns: RosterColumns, row: number, cells: readonly RosterCell[]): RowReader => {
  const cell = (field: RosterField): RosterCell => {
    const at = columns.at[field]
    return at === undefined ? null : (cells[at] ?? null)
  }
  return {
    header: (field) => columns.headers[columns.at[field] ?? -1] ?? '',
    cell,
    fault: (field, code, params = {}, more = {}) => ({
      row,
      column: columns.headers[columns.at[field] ?? -1] ?? '',
      code,
      params,
      ...named(cell('name')),
      ...more,
    }),
  }
}

/** Whom a row names, as it is written: the list is looked through for people, not for row numbers. */
const named = (cell: RosterCell): { readonly name?: string } => {
  const name = cell === null || isFault(cell) ? '' : normalisePersonName(String(cell))
  return name === '' ? {} : { name: name.slice(0, longestPersonName) }
}

/** A yes or no of the spreadsheet comes as this text. A date has no letter in it, and is no name for that. */
const truthValue = /^(?:TRUE|FALSE)$/

const readName = (reader: RowReader): { readonly value: string } | RosterFinding<RosterFaultCode> => {
  const cell = reader.cell('name')
  if (isFault(cell)) return reader.fault('name', faultCode(cell), {}, { found: cell.text })
  const value = cell === null ? '' : normalisePersonName(String(cell))
  if (truthValue.test(value)) return reader.fault('name', 'roster.name-characters', {}, { found: value })
  const fault = personNameFault(value)
  if (fault === null) return { value }
  if (fault === 'missing') return reader.fault('name', 'roster.name-missing')
  if (fault === 'too-long') return reader.fault('name', 'roster.name-too-long', { limit: longestPersonName })
  if (fault === 'characters') return reader.fault('name', 'roster.name-characters', {}, { found: value })
  const characters = undrawable(value).join(' ')
  return reader.fault('name', 'roster.name-undrawable', { characters }, { found: value })
}

/** Words by which lists name a kind of document. */
const kindWords: readonly [RegExp, IdentityKind | undefined][] = [
  [/港澳居民居住证|台湾居民居住证|台胞居住证|外国人永久居留/, undefined],
  [/港澳|回乡证|hk|hongkong|macau|macao/, 'hk-macau-permit'],
  [/台湾|台胞|taiwan/, 'taiwan-permit'],
  [/护照|passport/, 'passport'],
  [/身份证|居民|^id|resident|identitycard|nationalid/, 'resident'],
  [/其他|其它|军官|士兵|other|military/, 'other'],
]

/** What the column of document types says: nothing, a kind, or a word nobody knows. */
const statedKind = (cell: RosterCell): { readonly kind?: IdentityKind } | 'unknown' => {
  if (cell === null || isFault(cell)) return {}
  const word = String(cell)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (word === '') return {}
  const found = kindWords.find(([pattern]) => pattern.test(word))
  if (!found) return 'unknown'
  return found[1] === undefined ? {} : { kind: found[1] }
}

const readRowIdentity = (reader: RowReader, today: Day) => {
  const cell = reader.cell('identity')
  if (isFault(cell)) return reader.fault('identity', faultCode(cell), {}, { found: cell.text })
  if (hasLostDigits(cell))
    return reader.fault('identity', 'roster.id-lost-digits', {}, { found: String(cell) })
  const stated = statedKind(reader.cell('identityKind'))
  if (stated === 'unknown')
    return reader.fault(
      'identityKind',
      'roster.id-kind-unknown',
      {},
      { found: String(reader.cell('identityKind')) },
    )
  const text = cell === null ? '' : String(cell)
  const kind = stated.kind ?? headedKind(reader.header('identity'), text)
  const read = readIdentity(text, today, kind)
  if (read.ok) return read.value
  const more = { found: text.trim(), ...suggestionFor(read.code, text) }
  return reader.fault(
    'identity',
    identityCodes[read.code],
    read.params,
    read.code === 'identity.missing' ? {} : more,
  )
}

/** A list of passports may hold the odd identity card, which its 18 characters tell. */
const headedKind = (header: string, text: string): IdentityKind | undefined =>
  normaliseIdentity(text).length === 18 ? undefined : documentOfHeader(header)

const identityCodes = {
  'identity.missing': 'roster.id-missing',
  'identity.length': 'roster.id-length',
  'identity.characters': 'roster.id-characters',
  'identity.checksum': 'roster.id-checksum',
  'identity.birth-date': 'roster.id-birth-date',
} as const

/** Letters typed for digits are offered back as digits, when the number is then right. */
const suggestionFor = (code: string, text: string): { readonly suggestion?: string } => {
  if (code !== 'identity.characters') return {}
  const candidate = normaliseIdentity(text).replace(/O/g, '0').replace(/[IL]/g, '1')
  const read = readIdentity(candidate, '9999-12-31', 'resident')
  return read.ok ? { suggestion: candidate } : {}
}

/** Sixteen digits and more do not survive as a number, neither in a cell nor as `3.10E+17` in csv. */
const hasLostDigits = (cell: RosterCell): boolean =>
  typeof cell === 'number'
    ? Math.abs(cell) >= 1e15
    : typeof cell === 'string' && /^\s*'?\d(\.\d+)?E\+?1[4-9]\s*$/i.test(cell.normalize('NFKC'))

const isFault = (cell: RosterCell): cell is { readonly fault: string; readonly text: string } =>
  typeof cell === 'object' && cell !== null

const faultCode = (cell: { readonly fault: string }) =>
  cell.fault === 'error-value' ? ('roster.error-value' as const) : ('roster.formula-without-value' as const)

const textLimits = {
  phone: 40,
  email: 120,
  employer: 120,
  title: 60,
  titleLevel: 20,
  education: 40,
  degree: 40,
  major: 60,
  qualification: 120,
  post: 60,
} as const
type TextField = keyof typeof textLimits

/** Optional columns never cost a row its place: what cannot be kept is left out and noted. */
const readTexts = (
  reader: RowReader,
): { texts: Record<TextField, string>; notes: RosterFinding<RosterNoteCode>[] } => {
  const notes: RosterFinding<RosterNoteCode>[] = []
  const texts = {} as Record<TextField, string>
  for (const field of Object.keys(textLimits) as TextField[]) {
    const cell = reader.cell(field)
    if (isFault(cell)) notes.push(reader.fault(field, faultCode(cell), {}, { found: cell.text }))
    const value = cell === null || isFault(cell) ? '' : plainText(field, String(cell))
    const note = value === '' ? null : textFault(field, value)
    if (note)
      notes.push(
        reader.fault(field, note, note === 'roster.text-too-long' ? { limit: textLimits[field] } : {}, {
          found: String(cell).trim().slice(0, 60),
        }),
      )
    texts[field] = note ? '' : value
  }
  return { texts, notes }
}

const plainText = (field: TextField, text: string): string => {
  const value = text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (field === 'phone')
    return value
      .normalize('NFKC')
      .replace(/[\s-]/g, '')
      .replace(/^(\+|00)86(?=1\d{10}$)/, '')
  if (field === 'email') return value.normalize('NFKC').toLowerCase()
  if (/^(无|没有|暂无|none|n\/a|[-—/\\]+)$/i.test(value)) return ''
  return field === 'employer' ? value.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '') : value
}

const textFault = (field: TextField, value: string): RosterNoteCode | null => {
  if (value.length > textLimits[field]) return 'roster.text-too-long'
  if (field === 'phone')
    return /^\+?\d{5,20}(?:[;,、/]\+?\d{5,20})*$/.test(value) ? null : 'roster.phone-malformed'
  if (field === 'email')
    return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(value) ? null : 'roster.email-malformed'
  return isPlainName(value) ? null : 'roster.text-characters'
}
