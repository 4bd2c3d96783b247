import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'

const browser = testBrowser()

const words = {
  'zh-CN': {
    menu: '其他文件',
    rdfc: /可验证凭证（eddsa-rdfc-2022）/,
    jcs: /可验证凭证（eddsa-jcs-2022）/,
  },
  en: {
    menu: 'Other files',
    rdfc: /Verifiable credential \(eddsa-rdfc-2022\)/,
    jcs: /Verifiable credential \(eddsa-jcs-2022\)/,
  },
} as const

describe('files of a certificate', () => {
  it.each(['zh-CN', 'en'] as const)('are offered in the forms other systems read (%s)', async (language) => {
    const office = await browser.apiAs('office')
    const { items } = await office.get<{ items: { number: string }[] }>('/api/v1/certificates')
    const number = items[0]?.number as string
    const page = await browser.openAs('office', `/app/certificates/${number}`, { language, size: 'phone' })
    for (const form of ['rdfc', 'jcs'] as const) {
      await page.getByRole('button', { name: words[language].menu }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: words[language][form] }).click(),
      ])
      expect(download.suggestedFilename()).toBe(`${number}.vc-eddsa-${form}-2022.json`)
      const credential = JSON.parse(await readFile(await download.path(), 'utf8'))
      expect(credential).toMatchObject({
        issuer: { id: expect.stringMatching(/^did:web:/) },
        credentialSubject: { licenseNumber: number },
        proof: [{ cryptosuite: `eddsa-${form}-2022` }],
      })
      // The demonstration says so in every form.
      expect(credential.name).toMatch(/^〔演示 DEMO〕/)
    }
  })
})
