import { describe, expect, test } from 'vitest'
import { mediaTypeOf } from './media-type.ts'

const bytes = (text: string): Uint8Array =>
  Uint8Array.from(text.padEnd(64, '\0'), (letter) => letter.charCodeAt(0))

describe('what a file is, its first bytes say', () => {
  test.each([
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['ID3\x04', 'audio/mpeg'],
    ['\xff\xfb\x90\x00', 'audio/mpeg'],
    ['\xff\xf3\x40\xc0', 'audio/mpeg'],
    ['\0\0\0\x20ftypM4A ', 'audio/mp4'],
    ['\0\0\0\x20ftypisom', 'video/mp4'],
    ['\0\0\0\x20ftypmp42', 'video/mp4'],
    ['OggS\0\x02', 'audio/ogg'],
    ['\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm', 'video/webm'],
  ] as const)('%j is %s', (start, type) => expect(mediaTypeOf(bytes(start))).toBe(type))

  test.each([
    ['', 'nothing'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', 'a picture that may hold a script'],
    ['<!doctype html>', 'a page'],
    ['%PDF-1.7', 'a document'],
    ['GIF89a', 'a picture of another kind'],
    ['MZ\x90\0', 'a program'],
    ['\xff\xfeh\0i\0', 'a text with a byte order mark'],
    ['\0\0\0\x20ftypheic', 'a picture of a telephone, which no browser of a room opens'],
    ['\0\0\0\x20ftypqt  ', 'a film of another kind'],
    ['\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska', 'a film of another kind'],
    ['RIFF\x10\0\0\0WAVEfmt ', 'a sound of another kind'],
  ])('%j (%s) is none of them', (start) => expect(mediaTypeOf(bytes(start))).toBeNull())
})
