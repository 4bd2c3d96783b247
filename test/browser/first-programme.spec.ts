import { TOTP } from 'otpauth'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { enterPassword } from './sign-in.ts'
import { startApp, type StartedApp } from './started-app.ts'

const browser = testBrowser()
const started: { app?: StartedApp } = {}

/** An empty database: nothing of a programme is there before somebody sets it up in the browser. */
beforeAll(async () => {
  started.app = await startApp({ ZHIXIN_DEMO: '0' })
})
afterAll(async () => {
  await started.app?.stop()
})

const appOf = (): StartedApp => {
  if (!started.app) throw new Error('the app is there when the tests run')
  return started.app
}
const at = (path: string): string => `${appOf().baseUrl}/app${path}`
const setupAddress = async (): Promise<string> => {
  await expect.poll(() => appOf().printed(), { timeout: 20_000 }).toContain('/app/setup#')
  return /http:\S+\/app\/setup#\S+/.exec(appOf().printed())?.[0] ?? ''
}

const office = { signIn: 'office', password: 'correct horse battery' }
const institution = { signIn: 'teaching', password: 'institution pass one' }

/** The office's session once its second factor is set up: a code is good once, and signing in is what another spec is about. */
const session: { cookies?: Awaited<ReturnType<BrowserContext['cookies']>> } = {}

const signedIn = async (who: { signIn: string; password: string }, path: string): Promise<Page> => {
  if (who === office && session.cookies) {
    const page = await browser.open('about:blank')
    await page.context().addCookies(session.cookies)
    await page.goto(at(path))
    return page
  }
  const page = await browser.open(at(path))
  await enterPassword(page, who)
  await page.getByRole('button', { name: /的账号菜单/ }).waitFor()
  return page
}
/** Options of the list that is open now; closed ones stay in the page. */
const option = (page: Page, text: string) =>
  page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: text })
    .first()
const said = (page: Page, text: string) => page.getByRole('status').getByText(text).first().waitFor()

/** The office acts with a second factor only: nothing else is to be seen until it is set up. */
const enrol = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: '先绑定动态验证码' }).waitFor()
  expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0)
  await page.getByLabel('当前密码').fill(office.password)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('img', { name: /二维码/ }).waitFor()
  const secret = ((await page.locator('.enrol-secret code').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('App 上的六位数字').fill(new TOTP({ secret }).generate())
  await page.getByRole('button', { name: '启用' }).click()
  await page.getByRole('heading', { name: /保存恢复码/ }).waitFor()
  expect(await page.locator('.recovery-codes li').count()).toBe(10)
  await page.getByRole('button', { name: '已保存好，继续' }).click()
  session.cookies = await page.context().cookies()
}

describe('an empty installation', () => {
  it('is set up by whoever holds the printed token, and by nobody a second time', async () => {
    const address = await setupAddress()
    const fill = async (page: Page): Promise<void> => {
      await page.getByLabel('管理办公室名称').fill('江城能源领域知识更新工程办公室')
      await page.getByLabel('经办人姓名').fill('办公室经办')
      await page.getByLabel('登录名').fill(office.signIn)
      await page.getByLabel('密码', { exact: false }).first().fill(office.password)
      await page.getByRole('button', { name: '建立并登录' }).click()
    }
    const [first, late] = [await browser.open(address), await browser.open(address)]
    await late.getByLabel('管理办公室名称').waitFor()
    await fill(first)
    await enrol(first)
    await first.getByRole('heading', { name: '待办' }).waitFor()
    await first.getByRole('button', { name: '新建项目' }).waitFor()
    await fill(late)
    await late.getByRole('alert').getByText('系统已启用').waitFor()
    const later = await browser.open(address)
    await later.getByRole('button', { name: '去登录' }).click()
    await later.waitForURL(/\/app\/sign-in/)
  })
})

describe('the office', () => {
  it('is told every missing field of a programme on top of the form, and led to it', async () => {
    const page = await signedIn(office, '/programmes/new')
    await page.getByRole('button', { name: '建立项目' }).click()
    const summary = page.getByRole('alert')
    await summary.getByText('有 5 处需要修改').waitFor()
    await summary.getByRole('button', { name: /代码/ }).click()
    expect(
      await page
        .getByLabel('代码')
        .first()
        .evaluate((field) => field === document.activeElement),
    ).toBe(true)
  })

  it('sets up a programme of another field; what it typed survives a reload', async () => {
    const page = await signedIn(office, '/programmes/new')
    await page.getByLabel('项目名称').fill('江城能源技术知识更新工程')
    await page.getByLabel('代码').first().fill('JC-ENERGY')
    await page.getByLabel('所属领域').fill('能源')
    await option(page, '能源技术').click()
    await page.getByLabel('开始日期').fill('2026-01-01')
    await page.keyboard.press('Enter')
    await page.getByLabel('学时规则包').click()
    await option(page, '653-2006').click()
    await page.getByLabel('前缀').fill('JCEN')
    await page.getByText(/^JCEN\d{10}[0-9A-Z]$/).waitFor()
    await page.getByText(/草稿已于/).waitFor()
    await page.reload()
    await page.getByText(/已恢复/).waitFor()
    expect(await page.getByLabel('项目名称').inputValue()).toBe('江城能源技术知识更新工程')
    await page.getByRole('button', { name: '建立项目' }).click()
    await page.getByRole('heading', { level: 1, name: '江城能源技术知识更新工程' }).waitFor()
    expect(await page.getByRole('button', { name: '启动项目' }).isDisabled()).toBe(true)

    await page.getByRole('button', { name: '添加' }).click()
    await page.getByLabel('名称 1', { exact: true }).fill('风电运行')
    await page.getByLabel('代码 1', { exact: true }).fill('wind')
    await page.getByRole('button', { name: '保存' }).click()
    await said(page, '重点领域已保存')
    await page.getByRole('button', { name: '启动项目' }).click()
    await said(page, '项目已启动')
  })

  it('registers districts, sites with rooms, associations, institutions and employers, and opens accounts', async () => {
    const page = await signedIn(office, '/organisations')
    const names = {
      district: '江北区人力资源和社会保障局',
      association: '江城能源行业协会',
      employer: '江城风电有限公司',
      site: '江北考点',
      institution: '江城电力进修学院',
    }
    for (const [kind, name] of Object.entries(names)) {
      await page.goto(at(`/organisations/new?kind=${kind}`))
      await page.getByLabel('单位名称').fill(name)
      await page.getByRole('button', { name: '登记单位' }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      if (kind === 'site') {
        await page.getByRole('button', { name: '添加教室' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('名称').fill('一号机房')
        await dialog.getByLabel('座位数').fill('40')
        await dialog.getByRole('button', { name: '添加教室' }).click()
        await page.getByText('40 座').waitFor()
      }
    }
    await page.getByRole('link', { name: '开设账号' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('姓名').fill('教务老师')
    await dialog.getByLabel('登录名').fill(institution.signIn)
    await dialog.getByLabel('初始密码').fill(institution.password)
    await dialog.getByRole('button', { name: '开设账号' }).click()
    await said(page, '账号已开设')
    await page.getByRole('cell', { name: institution.signIn }).waitFor()
  })

  it('sees near names before it registers one firm twice, and may say that it is another', async () => {
    const page = await signedIn(office, '/organisations/new?kind=employer')
    await page.getByLabel('单位名称').fill('江城风电股份有限公司')
    await page.getByLabel('简称').click()
    await page.getByText('已有名称相近的单位').first().waitFor()
    await page.getByRole('button', { name: '登记单位' }).click()
    await page.getByRole('alert').getByText('请核对').waitFor()
    await page.getByLabel('已核对，不是同一单位').check()
    await page.getByRole('button', { name: '登记单位' }).click()
    await page.getByRole('heading', { level: 1, name: '江城风电股份有限公司' }).waitFor()
  })

  it('publishes a notice, withdraws it with a reason, and takes that back', async () => {
    const page = await signedIn(office, '/notices/new')
    await page.getByLabel('标题').first().fill('关于启动本项目的通知')
    await page.getByLabel('正文').first().fill('各单位：\n\n项目启动。')
    await page.getByRole('button', { name: '发布' }).click()
    await page.getByRole('link', { name: '关于启动本项目的通知' }).waitFor()
    await page.getByRole('button', { name: /^撤下/ }).click()
    await page.getByLabel('撤下原因').fill('日期有误')
    await page.getByRole('dialog').getByRole('button', { name: '撤下' }).click()
    await page.getByText('已撤下', { exact: true }).waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('已发布', { exact: true }).waitFor()
  })
})

describe('an institution and the office together', () => {
  it('take it from an application to an approved course', async () => {
    const teaching = await signedIn(institution, '/')
    await teaching.getByRole('link', { name: '申请认定' }).click()
    await teaching.getByRole('button', { name: '申请认定' }).first().click()
    await teaching.getByRole('dialog').getByRole('button', { name: '申请认定' }).click()
    await teaching.getByRole('checkbox', { name: '集中面授' }).check()
    await teaching.getByLabel('自评').fill('专职教师二十名，机房四间，办班十二年。')
    await teaching.getByRole('button', { name: '提交申请' }).click()
    await said(teaching, '已提交')

    const deciding = await signedIn(office, '/')
    await deciding.getByRole('link', { name: '江城电力进修学院' }).click()
    await deciding.getByRole('button', { name: '予以认定' }).click()
    await deciding.getByRole('dialog').getByRole('button', { name: '予以认定' }).click()
    await said(deciding, '已认定')

    await teaching.goto(at('/courses/new'))
    await teaching.getByLabel('重点领域').click()
    await option(teaching, '风电运行').click()
    await teaching.getByLabel('课程名称').fill('风电场集控运行')
    await teaching.getByRole('button', { name: '建立草稿' }).click()
    await teaching.getByRole('button', { name: '提交鉴定' }).click()
    await teaching
      .getByRole('alert')
      .getByRole('button', { name: /教学大纲/ })
      .waitFor()
    await teaching.locator('#syllabus').getByText('此项必填').waitFor()
    await teaching.getByLabel('培训对象').fill('风电场运行人员')
    await teaching.getByLabel('培训目标').fill('掌握集控运行')
    await teaching.getByLabel('单元内容 1').fill('集控原理')
    await teaching.getByText(/草稿已于 \d\d:\d\d 保存/).waitFor()
    await teaching.reload()
    expect(await teaching.getByLabel('单元内容 1').inputValue()).toBe('集控原理')
    await teaching.getByRole('button', { name: '提交鉴定' }).click()
    await teaching.getByRole('button', { name: '撤回' }).waitFor()

    await deciding.goto(at('/courses?status=submitted'))
    await deciding.getByRole('link', { name: '风电场集控运行' }).click()
    await deciding.getByRole('button', { name: '通过', exact: true }).click()
    await said(deciding, '课程已通过')
    await teaching.reload()
    await teaching.getByText('已通过', { exact: true }).first().waitFor()
  })

  it('keep every step in the history of the record, in words', async () => {
    const page = await signedIn(office, '/courses')
    await page.getByRole('link', { name: '风电场集控运行' }).click()
    await page.getByRole('button', { name: '办理记录' }).click()
    const history = page.getByRole('dialog')
    await history.getByText('课程通过鉴定').waitFor()
    await history.getByText('提交鉴定').first().waitFor()
    await history.getByText('教务老师').first().waitFor()
  })
})
