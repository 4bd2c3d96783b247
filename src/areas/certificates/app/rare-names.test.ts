import { spawnSync } from 'node:child_process'
import { type Font, openSync } from 'fontkit'
import { describe, expect, test } from 'vitest'
import { undrawable } from '../../../kernel/undrawable.ts'
import { fontFiles } from '../../../platform/adapters/typefaces.ts'
import { golden } from '../golden-content.ts'
import { drawCertificate } from './rendering.ts'

/** Of the family and given names that population registers know and common fonts do not. */
const rare = [...'䶮𬭎㛃𠅤𡚸堃喆祎龘𮧵㙓']
const fonts = Object.values(fontFiles).map((file) => openSync(file) as Font)
const hasReader = spawnSync('pdftotext', ['-v']).error === undefined

const readBack = (pdf: Uint8Array): string =>
  spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).stdout.normalize('NFC')

describe('a rare character in a name', () => {
  test.each(rare)('%s is drawn in both weights, or is refused before issue', (character) => {
    const glyphs = fonts.map((font) => font.glyphForCodePoint(character.codePointAt(0) as number))
    const drawn = glyphs.every((glyph) => glyph.id !== 0 && glyph.path.commands.length > 0)
    expect(undrawable(`王${character}`)).toEqual(drawn ? [] : [character])
  })

  test('two of eleven have no font that may be shipped: they hold the certificate, with the reason', () => {
    expect(rare.filter((character) => undrawable(character).length > 0)).toEqual(['𡚸', '𮧵'])
  })

  // Debian's poppler-utils reads the text back as any reader of the file would.
  test.skipIf(!hasReader)('is found again in the text of the PDF, character for character', async () => {
    const name = rare.filter((character) => undrawable(character).length === 0).join('')
    const pdf = await drawCertificate(
      { ...golden, holder: { name } },
      '{"signed":true}',
      golden.verification.url,
    )
    expect(readBack(pdf)).toContain(name)
  })
})
