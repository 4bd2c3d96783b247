import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { defaultSheetLimits } from './sheet/sheet.ts'
import { entryText, readZipDirectory } from './sheet/zip-directory.ts'
import { zipOf } from './zip-file.ts'

test('a zip gives back its files, names and texts as they were, and is the same for the same files', async () => {
  const files = [
    { name: '证书/甲.json', bytes: Buffer.from('{"名":"甲"}') },
    { name: '空', bytes: Buffer.alloc(0) },
  ]
  const written = async () => buffer(zipOf(fromList(files)))
  const zip = await written()
  expect(await written()).toEqual(zip)
  const entries = readZipDirectory(zip, defaultSheetLimits)
  expect([...entries.keys()]).toEqual(files.map((file) => file.name))
  for (const { name, bytes } of files)
    expect(await entryText(zip, entries.get(name) as never)).toBe(bytes.toString())
})

async function* fromList<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
