import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { qrPng } from '../../src/platform/adapters/qr-picture.ts'
import { defaultSheetLimits } from '../../src/platform/sheet/sheet.ts'
import { readZipDirectory } from '../../src/platform/sheet/zip-directory.ts'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()

const words = {
  'zh-CN': {
    replace: '更正或换发',
    replaceAct: '签发新证书',
    revoke: '撤销',
    revokeAct: '撤销证书',
    revokeCause: '撤销原因（记入公开日志）',
    inError: '误发',
    reason: '说明（仅管理办公室可见）',
    copy: /请照抄/,
    superseded: '已换发',
    revoked: '已撤销',
    erase: '销毁证书内容',
    eraseReason: '理由与依据',
    erased: /已销毁 \d+ 本证书的内容/,
    more: /（250 本）.*及另外 150 本/,
    unknown: '未找到',
    upload: '上传图像',
    signature: '签名',
    from: '适用于此日及以后签发的证书',
    signatory: '签名人',
    image: '把 PNG 图像拖到这里',
    notPng: '这不是可以印制的 PNG 图像',
    end: '停用',
    none: '不用图像',
    specimen: '查看样张',
    wallet: '全部下载',
  },
  en: {
    replace: 'Correct or replace',
    replaceAct: 'Issue the new certificate',
    revoke: 'Revoke',
    revokeAct: 'Revoke the certificate',
    revokeCause: 'Cause (goes into the public log)',
    inError: 'Issued in error',
    reason: 'Explanation (for the office only)',
    copy: /To confirm, copy what follows/,
    superseded: 'Replaced',
    revoked: 'Revoked',
    erase: 'Destroy certificate contents',
    eraseReason: 'Reason and legal basis',
    erased: /Contents destroyed: \d+ certificates/,
    more: /\(250\).*and 150 more/,
    unknown: 'Not found',
    upload: 'Upload an image',
    signature: 'Signature',
    from: 'For certificates issued on or after',
    signatory: 'Signed by',
    image: 'Drag a PNG image here',
    notPng: 'This is no PNG image that can be printed.',
    end: 'Stop using it',
    none: 'no image',
    specimen: 'See a specimen',
    wallet: 'Download all',
  },
} as const
const cases = [
  ['zh-CN', 'desk', '1440-zh', 2090],
  ['en', 'phone', '375-en', 2092],
] as const

interface Listed {
  readonly number: string
  readonly holder: string
}

/** The oldest certificates of the demonstration: other specs look at the newest. Its own professional keeps theirs. */
const oldest = async (): Promise<Listed> => {
  const [office, professional] = [await browser.apiAs('office'), await browser.apiAs('professional')]
  const own = (await professional.get<{ items: Listed[] }>('/api/v1/certificates')).items[0]?.holder
  const all = await office.all<Listed>('/api/v1/certificates?status=valid&type=pass&limit=100')
  return all.findLast((one) => one.holder !== own) as Listed
}

describe.each(cases)('what the office does to certificates (%s, %s)', (language, size, look, year) => {
  const say = words[language]
  const options = { language, size }
  /** Types reason and what is to be copied; the act is barred until that is right. */
  const confirm = async (page: Page, act: string, reason: string, typed: string) => {
    const dialog = page.getByRole('dialog')
    const button = dialog.getByRole('button', { name: act, exact: true })
    await dialog.getByLabel(reason).fill('考勤核查')
    await dialog.getByLabel(say.copy).fill('another')
    expect(await button.isDisabled()).toBe(true)
    await dialog.getByLabel(say.copy).fill(typed)
    await button.click()
    await dialog.waitFor({ state: 'hidden' })
  }

  it('replaces a lost one and revokes the new one by typing its number; the public check says so at once', async () => {
    const { number } = await oldest()
    const page = await browser.openAs('office', `/app/certificates/${number}`, options)
    await page.getByRole('button', { name: say.replace }).click()
    await page.getByRole('dialog').getByRole('radio').last().waitFor()
    await whole(page, `office-replace-certificate-${look}`)
    await confirm(page, say.replaceAct, say.reason, number)
    await page.waitForURL((url) => !url.pathname.endsWith(number))
    const fresh = new URL(page.url()).pathname.split('/').at(-1) as string

    const guest = await browser.open(`/verify/${number}`, options)
    await guest.getByRole('heading', { name: say.superseded, exact: true }).waitFor()
    await whole(guest, `verify-superseded-${look}`)
    await page.getByRole('button', { name: say.revoke, exact: true }).click()
    await whole(page, `office-revoke-certificate-${look}`)
    // The cause goes into the public log: whoever has typed all the rest has yet to choose one.
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(say.reason).fill('考勤核查')
    await dialog.getByLabel(say.copy).fill(fresh)
    expect(await dialog.getByRole('button', { name: say.revokeAct }).isDisabled()).toBe(true)
    await dialog.getByRole('combobox', { name: say.revokeCause }).click()
    await page.locator('.ant-select-dropdown:visible').getByText(say.inError).click()
    await confirm(page, say.revokeAct, say.reason, fresh.toLowerCase())
    await guest.getByRole('link', { name: fresh }).click()
    await guest.getByRole('heading', { name: say.revoked, exact: true }).waitFor()
    await guest.goBack()
    await guest.reload()
    await guest.getByRole('heading', { name: say.superseded, exact: true }).waitFor()
  })

  it('destroys what a person’s certificates say: named before, found no more afterwards', async () => {
    const { number, holder } = await oldest()
    const office = await browser.apiAs('office')
    const { personId } = await office.get<{ personId: string }>(`/api/v1/certificates/${number}`)
    const page = await browser.openAs('office', `/app/people/${personId}`, options)
    await page.getByRole('button', { name: say.erase }).click()
    await page.getByRole('dialog').getByText(number).waitFor()
    await whole(page, `office-erase-certificates-${look}`)
    await confirm(page, say.erase, say.eraseReason, holder)
    await page.getByText(say.erased).waitFor()
    // Nothing is left to act on, and the act is not offered any more.
    await page.getByRole('button', { name: say.erase }).waitFor({ state: 'detached' })
    const guest = await browser.open(`/verify/${number}?name=${encodeURIComponent(holder)}`, options)
    await guest.getByRole('heading', { name: say.unknown, exact: true }).waitFor()
  })

  it('counts all that would be destroyed where they are more than it names', async () => {
    const { number } = await oldest()
    const office = await browser.apiAs('office')
    const { personId } = await office.get<{ personId: string }>(`/api/v1/certificates/${number}`)
    const { items } = await office.get<{ items: Listed[] }>(`/api/v1/certificates?personId=${personId}`)
    const all = Array.from({ length: 250 }, (_, at) => ({ ...items[0], number: `N${1000 + at}` }))
    const page = await browser.openAs('office', `/app/people/${personId}`, options)
    // Somebody of 250 certificates, in the pages in which a server tells them.
    await page.route(/\/api\/v1\/certificates\?.*personId=/, async (route) => {
      const asked = new URL(route.request().url()).searchParams
      const [from, limit] = [Number(asked.get('cursor') ?? 0), Number(asked.get('limit'))]
      const next = from + limit < all.length ? String(from + limit) : null
      await route.fulfill({ json: { items: all.slice(from, from + limit), next } })
    })
    await page.reload()
    await page.getByRole('button', { name: say.erase }).click()
    await page.getByRole('dialog').getByText(say.more).waitFor()
    const text = await page.getByRole('dialog').innerText()
    expect([text.includes('N1099'), text.includes('N1100')]).toEqual([true, false])
    await whole(page, `office-erase-many-${look}`)
  })

  it('dates a signature as an image, is told why a file is none, and stops using it; a specimen shows it', async () => {
    const office = await browser.apiAs('office')
    const { items } = await office.get<{ items: { id: string }[] }>('/api/v1/programmes')
    const page = await browser.openAs('office', `/app/programmes/${items[0]?.id}`, options)
    await page.getByRole('button', { name: say.upload }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: say.signature }).check()
    // Of days so far off that nothing another spec issues bears it.
    await dialog.getByLabel(say.from).fill(`${year}-01-01`)
    await dialog.getByLabel(say.signatory).fill('林岚')
    const give = (name: string, buffer: Buffer) =>
      dialog.getByLabel(say.image).setInputFiles({ name, mimeType: 'image/png', buffer })
    await give('drawing.png', Buffer.from('<svg/>'))
    await dialog.getByText(say.notPng).waitFor()
    await whole(page, `office-certificate-mark-${look}`)
    await give('signature.png', Buffer.from(qrPng('signature')))
    await dialog.waitFor({ state: 'hidden', timeout: 60_000 })
    const lines = page.getByRole('region', { name: /印章与签名|Seal and signature/ }).getByRole('listitem')
    await lines
      .filter({ hasText: '林岚' })
      .filter({ hasText: String(year) })
      .waitFor()
    const specimen = await page.getByRole('link', { name: say.specimen }).getAttribute('href')
    const drawn = await page.request.get(specimen as string)
    expect([drawn.status(), (await drawn.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    await page.getByRole('button', { name: say.end }).click()
    expect(await dialog.getByRole('radio').count()).toBe(1)
    await dialog.getByRole('radio', { name: say.signature }).check()
    await dialog.getByLabel(say.from).fill(`${year + 1}-01-01`)
    await dialog.getByRole('button', { name: say.end }).click()
    await lines
      .filter({ hasText: say.none })
      .filter({ hasText: String(year + 1) })
      .waitFor()
  })

  it('gives holders all of their certificates in one file', async () => {
    const professional = await browser.apiAs('professional')
    const { items } = await professional.get<{ items: Listed[] }>('/api/v1/certificates')
    const page = await browser.openAs('professional', '/app/my-certificates', options)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: say.wallet }).click(),
    ])
    const zip = new Uint8Array(await readFile(await download.path()))
    const names = [...readZipDirectory(zip, defaultSheetLimits).keys()]
    for (const { number } of items) expect(names).toContain(`${number}/${number}.pdf`)
  })
})
