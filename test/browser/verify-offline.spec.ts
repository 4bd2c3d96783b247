import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, inject, it } from 'vitest'
import { testBrowser } from './browser.ts'

const browser = testBrowser()

/** The demonstration's first certificate, as the office downloads it. */
const files = async () => {
  const office = await browser.apiAs('office')
  const { items } = await office.get<{ items: { number: string }[] }>('/api/v1/certificates?limit=1')
  const number = items[0]?.number as string
  const page = await browser.openAs('office', '/app/certificates', {})
  const file = async (form: string) => {
    const reply = await page.request.get(`/api/v1/certificates/${number}.${form}`)
    expect(reply.status()).toBe(200)
    return reply.body()
  }
  return { number, json: await file('json'), pdf: await file('pdf'), jwt: await file('jwt') }
}

describe('the page that checks offline', () => {
  it('saved as one file and without a network, tells whole certificates from changed ones', async () => {
    const { number, json, pdf, jwt } = await files()
    const changed = Buffer.from(json.toString().replace('"classHours": "', '"classHours": "1'))
    expect(changed.equals(json)).toBe(false)

    const online = await browser.openAs('office', '/verify-offline', {})
    const [download] = await Promise.all([
      online.waitForEvent('download'),
      online.getByRole('link', { name: '保存本页' }).click(),
    ])
    const saved = join(inject('appDataFolder'), 'saved-verify.html')
    const whole = await readFile(await download.path())
    expect(gzipSync(whole, { level: 9 }).length).toBeLessThanOrEqual(40_000)
    await writeFile(saved, whole)

    const page = await browser.openAs('office', '/verify-offline', {})
    await page.context().setOffline(true)
    // The office's day of issue has just begun; by the reader's clock, hours behind, it is the day before.
    const { content } = JSON.parse(json.toString()) as { content: { issuedOn: string } }
    await page.clock.setFixedTime(new Date(`${content.issuedOn}T00:30:00+08:00`))
    await page.goto(pathToFileURL(saved).href)
    await page.getByLabel('选择文件').setInputFiles([
      { name: 'a.json', mimeType: 'application/json', buffer: json },
      { name: 'b.pdf', mimeType: 'application/pdf', buffer: pdf },
      { name: 'c.jwt', mimeType: 'text/plain', buffer: jwt },
      { name: 'd.json', mimeType: 'application/json', buffer: changed },
    ])
    const result = (name: string) => page.getByRole('article').filter({ hasText: name })
    for (const name of ['a.json', 'b.pdf', 'c.jwt']) {
      await result(name).getByText('签名有效，内容未改动').waitFor()
      expect(await result(name).textContent()).toContain(number)
      expect(await result(name).textContent()).toContain('没有查询现在的状态')
    }
    await result('d.json').getByText('无效：内容与签名不符').waitFor()
    await page.getByLabel('二维码内容').fill(`https://example.org/verify/${number}`)
    await page.getByRole('button', { name: '核验' }).click()
    await page.getByText('不是能识别的证书文件或证书二维码。').waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await result('a.json').getByText('Signature valid, content unchanged').waitFor()
    await page.context().setOffline(false)
  })
})
