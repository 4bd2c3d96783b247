import { crc32, deflateRawSync } from 'node:zlib'

/** A zip made by hand for tests, so that each oddity real writers produce can be produced on purpose. */
export interface HandMadePart {
  readonly name: string
  readonly content: string | Uint8Array
  readonly stored?: true
  /** Size the central directory claims instead of the true one. */
  readonly claimedBytes?: number
}

export const zipOf = (parts: readonly HandMadePart[]): Uint8Array => {
  const body: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, stored, claimedBytes } of parts) {
    const raw = Buffer.from(content as Uint8Array)
    const packed = stored ? raw : deflateRawSync(raw)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800, 2)
    fields.writeUInt16LE(stored ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimedBytes ?? raw.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, tail, Buffer.from(name)]))
    body.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...body, list, end]))
}

export interface HandMadeSheet {
  readonly name: string
  readonly xml: string
  readonly state?: 'hidden' | 'veryHidden'
}

const relationshipType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An .xlsx whose worksheets, shared strings and styles are given as XML. */
export const workbookOf = (
  sheets: readonly HandMadeSheet[],
  more: {
    readonly strings?: string
    readonly styles?: string
    readonly parts?: readonly HandMadePart[]
    readonly date1904?: true
  } = {},
): Uint8Array => {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationshipType}/${type}" Target="${target}"/>`
  const wrapped = (content: string) =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: wrapped(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${relationshipType}"><workbookPr${more.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: wrapped(
        sheets
          .map((_sheet, index) =>
            relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
          )
          .join('') +
          (more.strings === undefined ? '' : relation('rIdS', 'sharedStrings', '/xl/sharedStrings.xml')) +
          (more.styles === undefined ? '' : relation('rIdT', 'styles', 'styles.xml')),
      ),
    },
    ...sheets.map(({ xml }, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: xml })),
    ...(more.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: more.strings }]),
    ...(more.styles === undefined ? [] : [{ name: 'xl/styles.xml', content: more.styles }]),
    ...(more.parts ?? []),
  ])
}

/** A worksheet of rows of raw cell XML, row numbers as given. */
export const sheetXml = (rows: Readonly<Record<number, string>>, after = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${Object.entries(rows)
    .map(([row, cells]) => `<row r="${row}">${cells}</row>`)
    .join('')}</sheetData>${after}</worksheet>`

/** Inline text cell. */
export const textCell = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
