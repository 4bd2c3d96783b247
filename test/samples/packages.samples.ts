import { describe, expect, it } from 'vitest'
import { openSheets } from '../../src/platform/sheet/open-sheets.ts'
import { defaultSheetLimits } from '../../src/platform/sheet/sheet.ts'
import { entryText, inflateEntry, readZipDirectory } from '../../src/platform/sheet/zip-directory.ts'
import { sample, sampleNames } from './samples.ts'

const packages = [
  { file: 'scorm12-golf.zip', manifest: 'imsmanifest.xml', says: 'ADL SCORM' },
  { file: 'cmi5-single-au.zip', manifest: 'cmi5.xml', says: '<courseStructure' },
  { file: 'qti3-simple.zip', manifest: 'imsmanifest.xml', says: 'imsqti_item_xmlv3p0' },
  { file: 'qti3-shared-stimulus.zip', manifest: 'imsmanifest.xml', says: 'imsqti_item_xmlv3p0' },
  { file: 'qti3-feedback-test.zip', manifest: 'imsmanifest.xml', says: 'imsqti_test_xmlv3p0' },
]

describe('packages that other tools made', () => {
  it('names every zip of the samples here', () => {
    expect(
      sampleNames()
        .filter((name) => name.endsWith('.zip'))
        .sort(),
    ).toEqual(packages.map((one) => one.file).sort())
  })

  for (const { file, manifest, says } of packages) {
    it(`reads the manifest of ${file}`, async () => {
      const bytes = sample(file)
      const entry = readZipDirectory(bytes, defaultSheetLimits).get(manifest)
      expect(entry).toBeDefined()
      if (entry) expect(await entryText(bytes, entry)).toContain(says)
    })

    it(`inflates every part of ${file} to its declared size and checksum`, async () => {
      const bytes = sample(file)
      for (const entry of readZipDirectory(bytes, defaultSheetLimits).values()) {
        let inflated = 0
        for await (const chunk of inflateEntry(bytes, entry)) inflated += chunk.length
        expect(inflated, entry.name).toBe(entry.inflatedBytes)
      }
    })

    it(`does not take ${file} for a roster`, async () => {
      await expect(openSheets(sample(file), defaultSheetLimits)).rejects.toMatchObject({ code: /^sheet\./ })
    })
  }
})
