import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/platform/sheet/read-table.ts'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()

const words = {
  'zh-CN': {
    purpose: '查验用途',
    done: '已查验 4 行，共 4 行',
    verdict: '查验结果',
    replaced: '已换发',
    unnamed: '缺姓名，未查',
    valid: '有效',
    unknown: '未找到（编号或姓名不符）',
    results: '导出结果',
    share: '分享',
    make: '生成链接',
    link: '链接',
    withdraw: '收回',
    withdrawn: /已收回/,
    shown: '持证人分享的证书',
    gone: '链接已失效',
    credential: '凭证内容',
    check: '核验',
    invalid: '无效',
    seen: '别人查验时看到什么',
  },
  en: {
    purpose: 'Purpose',
    done: '4 of 4 rows checked',
    verdict: 'Result',
    replaced: 'Replaced',
    unnamed: 'Not checked: no name',
    valid: 'Valid',
    unknown: 'Not found (number or name does not fit)',
    results: 'Export the results',
    share: 'Share',
    make: 'Make the link',
    link: 'Link',
    withdraw: 'Withdraw',
    withdrawn: /withdrawn/,
    shown: 'Certificates shown by their holder',
    gone: 'This link no longer opens',
    credential: 'The credential',
    check: 'Check',
    invalid: 'Invalid',
    seen: 'What others see when they check it',
  },
} as const
const cases = [
  ['zh-CN', 'desk'],
  ['en', 'phone'],
] as const

interface Listed {
  readonly number: string
  readonly holder: string
}

/** A certificate whose holder lost it and was given another: the oldest, for other specs look at the newest. */
const replacedOne = async (): Promise<Listed> => {
  const office = await browser.apiAs('office')
  const professional = await browser.apiAs('professional')
  const own = (await professional.get<{ items: Listed[] }>('/api/v1/certificates')).items[0]?.holder
  const all = await office.all<Listed>('/api/v1/certificates?status=valid&type=pass&limit=100')
  const one = all.findLast(({ holder }) => holder !== own) as Listed
  await office.post(`/api/v1/certificates/${one.number}/replace`, {
    cause: 'lost',
    confirm: one.number,
    reason: '遗失',
  })
  return one
}

describe.each(cases)('certificates and those who are shown them (%s, %s)', (language, size) => {
  const say = words[language]
  const options = { language, size }

  it('are checked by the sheet: a purpose, a file, the verdict of every row, and a sheet of them', async () => {
    const employer = await browser.apiAs('employer')
    const one = (await employer.get<{ items: Listed[] }>('/api/v1/certificates?status=valid')).items[0]
    const lost = await replacedOne()
    const page = await browser.openAs('employer', '/app/certificate-batches', options)
    await page.getByRole('textbox', { name: say.purpose }).fill('recruitment')
    await page.locator('input[type=file]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `证书编号,姓名\r\n${one?.number},${one?.holder}\r\n${lost.number},${lost.holder}\r\n${lost.number},\r\nSH6532026999999X,张三\r\n`,
      ),
    })
    await page.getByText(say.done).waitFor()
    await page.getByText(say.unknown).first().waitFor()
    // Every row is counted once, under the very word it is shown by.
    const phone = await browser.openAs('employer', new URL(page.url()).pathname, { language, size: 'phone' })
    const counts = phone.getByRole('region', { name: say.verdict }).locator('dl').first()
    await counts.getByText(say.unknown).waitFor()
    expect((await counts.innerText()).split(/\n+/)).toEqual(
      [say.valid, say.replaced, say.unknown, say.unnamed].flatMap((word) => [word, '1']),
    )
    await whole(phone, `certificate-batch-counts-375-${language}`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: say.results }).click(),
    ])
    const rows: unknown[] = []
    await readTable(new Uint8Array(await readFile(await download.path())), {
      recognise: ({ cells }) => cells,
      take: (read) => void rows.push(...read.map(({ cells }) => [cells[1], cells[3]])),
    })
    expect(rows).toEqual([
      [one?.number, say.valid],
      [lost.number, say.replaced],
      [lost.number, say.unnamed],
      ['SH6532026999999X', say.unknown],
    ])
  })

  it('are shown by a link that the holder makes, and opens for nobody once it is withdrawn', async () => {
    const professional = await browser.apiAs('professional')
    const number = (await professional.get<{ items: Listed[] }>('/api/v1/certificates')).items[0]?.number
    const page = await browser.openAs('professional', `/app/certificates/${number}`, options)
    await page.getByRole('heading', { name: say.seen }).waitFor()
    await page.getByRole('button', { name: say.share, exact: true }).click()
    await page.getByRole('button', { name: say.make }).click()
    const address = await page.getByLabel(say.link, { exact: true }).inputValue()
    const guest = await browser.open(new URL(address).pathname, options)
    await guest.getByRole('heading', { name: say.shown }).waitFor()
    expect(await guest.locator('main').innerText()).toContain(number)
    const list = await browser.openAs('professional', '/app/share-links', options)
    const mine = list
      .getByRole('listitem')
      .filter({ hasText: String(number) })
      .first()
    await mine.getByRole('button', { name: say.withdraw }).click()
    await mine.getByText(say.withdrawn).waitFor()
    await guest.reload()
    await guest.getByRole('heading', { name: say.gone }).waitFor()
  })

  it('of others are pasted and judged, with the parts that were looked at', async () => {
    const office = await browser.apiAs('office')
    const number = (await office.get<{ items: Listed[] }>('/api/v1/certificates?status=valid')).items[0]
      ?.number
    const credential = await office.get<object>(`/api/v1/certificates/${number}.vc?proof=eddsa-jcs-2022`)
    const page = await browser.openAs('employer', '/app/credential-check', options)
    const judge = async (document: object, verdict: string) => {
      await page.getByLabel(say.credential).fill(JSON.stringify(document))
      await page.getByRole('button', { name: say.check, exact: true }).click()
      await page.getByRole('heading', { name: verdict, exact: true }).waitFor()
    }
    await judge(credential, say.valid)
    await judge({ ...credential, name: 'another' }, say.invalid)
  })
})
