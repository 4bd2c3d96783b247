import { array, assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute, createXmlReader } from './xml-reader.ts'

const events = (chunks: readonly string[]): string[] => {
  const seen: string[] = []
  const reader = createXmlReader({
    open: (name, attributes) => seen.push(`<${name}${attributes}`),
    text: (piece) => {
      const last = seen.at(-1)
      if (last?.startsWith('=')) seen[seen.length - 1] = last + piece
      else seen.push(`=${piece}`)
    },
    close: (name) => seen.push(`/${name}`),
  })
  for (const chunk of chunks) reader.write(chunk)
  reader.end()
  return seen
}

const document = `<?xml version="1.0"?><!-- a > b --><x:a one="1 > 2" two='"'>text &lt;&#65;&#x4E2D; 𠮷<b/><![CDATA[<raw>&]]></x:a>`

describe('createXmlReader', () => {
  test('gives elements and decoded text, prefixes off', () => {
    expect(events([document])).toEqual([
      `<a one="1 > 2" two='"'`,
      '=text <A中 𠮷',
      '<b',
      '/b',
      '=<raw>&',
      '/a',
    ])
  })

  test('gives the same however the text is cut into pieces', () => {
    assert(
      property(array(integer({ min: 0, max: document.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), document.length]
        const pieces = at.slice(1).map((end, index) => document.slice(at[index], end))
        expect(events(pieces)).toEqual(events([document]))
      }),
    )
  })

  test('refuses document types, unknown entities, and tags that never end', () => {
    for (const bad of [
      '<!DOCTYPE a>',
      '<a>&bomb;</a>',
      '<a',
      `<a ${'x'.repeat(300_000)}`,
      '<a>&#x110000;</a>',
    ]) {
      expect(() => events([bad])).toThrow('sheet.unreadable')
    }
  })
})

describe('attribute', () => {
  test('finds by name, whatever the prefix, quotes and neighbours', () => {
    expect(attribute(' sheetId="3" r:id="rId&amp;1"', 'id')).toBe('rId&1')
    expect(attribute(` note='r="9"' r = 'A1'`, 'r')).toBe('A1')
    expect(attribute(' a="1"', 'b')).toBeUndefined()
  })
})
