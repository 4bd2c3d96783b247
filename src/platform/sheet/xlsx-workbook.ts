import { type Cell, type Sheet, SheetError, type SheetFile, type SheetLimits } from './sheet.ts'
import { readSharedStrings } from './xlsx-shared-strings.ts'
import { readMerges, readXlsxRows, type WorkbookParts } from './xlsx-rows.ts'
import { readStyles } from './xlsx-styles.ts'
import { attribute, createXmlReader } from './xml-reader.ts'
import { entryText, readZipDirectory, type ZipEntry } from './zip-directory.ts'

interface Relation {
  readonly type: string
  readonly target: string
}

/** Opens an .xlsx: its visible sheets in the order of the tabs. Macros and links to other files are refused whole. */
export const openXlsx = async (bytes: Uint8Array, limits: SheetLimits): Promise<SheetFile> => {
  const entries = byPath(readZipDirectory(bytes, limits))
  refuseForeign(entries)
  const root = await relations(bytes, entries, '_rels/.rels', '')
  const bookPath =
    [...root.values()].find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const book = entries.get(bookPath.toLowerCase())
  if (!book || /\.bin$/i.test(bookPath)) throw new SheetError('sheet.unknown-format')
  const folder = bookPath.slice(0, bookPath.lastIndexOf('/') + 1)
  const related = await relations(
    bytes,
    entries,
    `${folder}_rels/${bookPath.slice(folder.length)}.rels`,
    folder,
  )
  refuseLinks(related)
  const { sheets, epoch1904 } = readBook(await entryText(bytes, book))
  const part = (type: string): ZipEntry | undefined => {
    const target = [...related.values()].find((relation) => relation.type === type)?.target
    return target === undefined ? undefined : entries.get(target.toLowerCase())
  }
  const styles = part('styles')
  const strings = part('sharedStrings')
  const styleKinds = styles ? readStyles(await entryText(bytes, styles)) : []
  let shared: Promise<Cell[]> | null = null
  const parts = async (): Promise<WorkbookParts> => {
    shared ??= strings ? readSharedStrings(bytes, strings, limits) : Promise.resolve([])
    return { strings: await shared, styles: styleKinds, epoch1904 }
  }
  return {
    format: 'xlsx',
    sheets: sheets.flatMap(({ name, relation }) => {
      const target = related.get(relation)
      const entry = target?.type === 'worksheet' ? entries.get(target.target.toLowerCase()) : undefined
      return entry ? [sheetOf(name, bytes, entry, parts, limits)] : []
    }),
  }
}

const sheetOf = (
  name: string,
  bytes: Uint8Array,
  entry: ZipEntry,
  parts: () => Promise<WorkbookParts>,
  limits: SheetLimits,
): Sheet => ({
  name,
  rows: async function* () {
    yield* readXlsxRows(bytes, entry, await parts(), await readMerges(bytes, entry), limits)
  },
})

/** Part names compare without case, and some writers use backslashes. */
const byPath = (entries: ReadonlyMap<string, ZipEntry>): Map<string, ZipEntry> =>
  new Map(
    [...entries].map(([name, entry]) => [name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase(), entry]),
  )

const refuseForeign = (entries: ReadonlyMap<string, ZipEntry>): void => {
  if (!entries.has('[content_types].xml')) throw new SheetError('sheet.unknown-format')
  for (const path of entries.keys()) {
    if (/(^|\/)(vbaproject\.bin|macrosheets\/.*|vbadata\.xml)$/.test(path))
      throw new SheetError('sheet.macros')
    if (/^xl\/(externallinks\/|connections\.xml$)/.test(path)) throw new SheetError('sheet.external-links')
  }
}

const refuseLinks = (related: ReadonlyMap<string, Relation>): void => {
  for (const { type } of related.values()) {
    if (/^(vbaProject|xlMacrosheet|xlIntlMacrosheet)$/.test(type)) throw new SheetError('sheet.macros')
    if (/^(externalLink|connections)$/.test(type)) throw new SheetError('sheet.external-links')
  }
}

const relations = async (
  bytes: Uint8Array,
  entries: ReadonlyMap<string, ZipEntry>,
  path: string,
  folder: string,
): Promise<Map<string, Relation>> => {
  const found = new Map<string, Relation>()
  const entry = entries.get(path.toLowerCase())
  if (!entry) return found
  const reader = createXmlReader({
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const type = attribute(attributes, 'Type') ?? ''
      const target = attribute(attributes, 'Target') ?? ''
      found.set(attribute(attributes, 'Id') ?? '', {
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolvePath(folder, target),
      })
    },
    text: () => undefined,
    close: () => undefined,
  })
  reader.write(await entryText(bytes, entry))
  reader.end()
  return found
}

const resolvePath = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly relation: string }[]
  readonly epoch1904: boolean
}

const readBook = (xml: string): Book => {
  const sheets: { name: string; relation: string }[] = []
  let epoch1904 = false
  const reader = createXmlReader({
    open: (name, attributes) => {
      if (name === 'workbookPr') epoch1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet' || (attribute(attributes, 'state') ?? 'visible') !== 'visible') return
      sheets.push({ name: attribute(attributes, 'name') ?? '', relation: attribute(attributes, 'id') ?? '' })
    },
    text: () => undefined,
    close: () => undefined,
  })
  reader.write(xml)
  reader.end()
  return { sheets, epoch1904 }
}
