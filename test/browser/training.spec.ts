import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JourneyClient } from '../../scripts/journey/journey-client.ts'
import { addDays, dayInZone } from '../../src/kernel/calendar.ts'
import { testBrowser } from './browser.ts'

const browser = testBrowser()
const today = dayInZone(new Date(), 'Asia/Shanghai')
const stamp = Date.now().toString(36)

interface World {
  readonly institution: JourneyClient
  readonly institutionId: string
  readonly course: { readonly versionId: string; readonly title: string }
  readonly people: readonly string[]
  readonly rooms: readonly string[]
  readonly teachers: readonly string[]
}
const made: { world?: World } = {}
const world = (): World => {
  if (!made.world) throw new Error('the world is made before the tests')
  return made.world
}

const ownOrganisation = async (client: JourneyClient): Promise<string> =>
  (await client.get<{ roles: { organisationId: string }[] }>('/api/v1/sessions/current')).roles[0]
    ?.organisationId ?? ''

/** Declares a course without an exam and submits it for the office to decide. */
const submittedCourse = async (institution: JourneyClient, title: string) => {
  const { items } = await institution.get<{ items: { id: string }[] }>('/api/v1/programmes')
  const programmeId = items[0]?.id ?? ''
  const { keyAreas } = await institution.get<{ keyAreas: { id: string }[] }>(
    `/api/v1/programmes/${programmeId}`,
  )
  const declared = await institution.post<{ courseId: string; versionId: string }>('/api/v1/courses', {
    programmeId,
    institutionId: await ownOrganisation(institution),
    keyAreaId: keyAreas[0]?.id,
    title,
    titleEn: 'A class in the browser',
    courseType: 'application-tool',
    category: 'professional',
    audience: '软件工程师',
    objectives: '会用',
    syllabus: [{ title: '全部', minutes: 720, mode: 'face-to-face' }],
    examSpec: null,
    materials: '讲义',
    feeFen: 0,
  })
  await institution.post(`/api/v1/courses/${declared.courseId}/submit`, { revision: 1 })
  return declared
}

/** A course approved over the API, with two rooms and two teachers nobody else uses. */
beforeAll(async () => {
  const [institution, office] = [await browser.apiAs('institution'), await browser.apiAs('office')]
  const institutionId = await ownOrganisation(institution)
  const title = `浏览器办班 ${stamp}`
  const { courseId, versionId } = await submittedCourse(institution, title)
  const validity = { validFrom: addDays(today, -300), validTo: addDays(today, 300) }
  await office.post(`/api/v1/courses/${courseId}/decision`, {
    versionId,
    decision: 'approve',
    ...validity,
  })
  const path = `/api/v1/organisations/${institutionId}`
  const [rooms, teachers]: [string[], string[]] = [[], []]
  for (const name of ['甲', '乙']) {
    rooms.push(`${name}${stamp}`)
    teachers.push(`${name}师${stamp}`)
    await institution.post(`${path}/rooms`, { name: `${name}${stamp}`, seats: 30 })
    await institution.post(`${path}/teachers`, { name: `${name}师${stamp}` })
  }
  const { items } = await institution.get<{ items: { id: string; enrolled: number }[] }>('/api/v1/classes')
  const full = items.find((one) => one.enrolled > 10)
  const enrolled = await institution.get<{ items: { personId: string }[] }>(
    `/api/v1/classes/${full?.id}/enrolments?limit=4`,
  )
  made.world = {
    institution,
    institutionId,
    course: { versionId, title },
    people: enrolled.items.map((one) => one.personId),
    rooms,
    teachers,
  }
}, 120_000)

/** A class of two mornings that are over, with four people in it. */
const heldClass = async (): Promise<{ classId: string; filingNumber: string; sessions: string[] }> => {
  const { institution, institutionId, course, people } = world()
  const session = (day: string) => ({ day, start: '09:00', end: '12:00', minutes: 180, place: '大礼堂' })
  const filed = await institution.post<{ classId: string; filingNumber: string }>('/api/v1/classes', {
    institutionId,
    courseVersionId: course.versionId,
    mode: 'face-to-face',
    capacity: 10,
    lateReason: '补办',
    sessions: [session(addDays(today, -9)), session(addDays(today, -8))],
  })
  await institution.post(`/api/v1/classes/${filed.classId}/enrolments`, { personIds: people })
  const { sessions } = await institution.get<{ sessions: { id: string }[] }>(
    `/api/v1/classes/${filed.classId}`,
  )
  return { ...filed, sessions: sessions.map((one) => one.id) }
}

const choose = async (page: Page, label: string | RegExp, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).fill(option)
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: option })
    .click()
}

/** Fills the filing form down to a laid-out schedule. */
const planClass = async (
  page: Page,
  plan: { from: string; room: string; teacher: string },
): Promise<void> => {
  await choose(page, /^课程/, world().course.title)
  await page.getByLabel('名额', { exact: true }).fill('20')
  await page.getByLabel('开班日期').fill(plan.from)
  await page.keyboard.press('Enter')
  await choose(page, '教室', plan.room)
  await choose(page, '教师', plan.teacher)
  await page.getByRole('button', { name: '排满 720 分钟' }).click()
}

/** An invented identity number of region 310000 whose last character is right. */
const identity = (birth: string, serial: string): string => {
  const body = `310000${birth}${serial}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

/** A Monday at least a month ahead. */
const comingMonday = (): string => {
  const from = addDays(today, 35)
  return addDays(from, (8 - new Date(`${from}T00:00:00Z`).getUTCDay()) % 7)
}

describe('a course that the office returned', () => {
  it.each(['desk', 'phone'] as const)('says why first of all, on a %s as well', async (size) => {
    const { institution } = world()
    const office = await browser.apiAs('office')
    const { courseId, versionId } = await submittedCourse(institution, `退回的课程 ${size} ${stamp}`)
    const reason = '大纲没有写明上机时数。'
    await office.post(`/api/v1/courses/${courseId}/decision`, { versionId, decision: 'return', reason })
    for (const path of [`/app/courses/${courseId}`, `/app/courses/${courseId}/draft`]) {
      const page = await browser.openAs('institution', path, { size })
      await page.getByText(reason).waitFor()
      expect(await page.getByText(reason).count()).toBe(1)
      const [above, below] = [
        await page.getByText(reason).boundingBox(),
        await page.locator('main dl.facts, main form').first().boundingBox(),
      ]
      expect(above?.y).toBeLessThan(below?.y ?? 0)
      expect(above?.y).toBeLessThan(size === 'phone' ? 812 : 900)
    }
  })
})

describe('filing a class', () => {
  it('takes a handful of fields; a room and a teacher booked twice show while the class is planned', async () => {
    const { rooms, teachers } = world()
    const from = comingMonday()
    const page = await browser.openAs('institution', '/app/classes/new')
    await planClass(page, { from, room: rooms[0] as string, teacher: teachers[0] as string })
    await page.getByText('教室与教师没有冲突。').waitFor()
    expect(await page.getByRole('group', { name: /^第 \d+ 次课$/ }).count()).toBe(4)
    await page.getByRole('button', { name: '提交备案' }).click()
    await page.getByRole('heading', { level: 1, name: `${world().course.title}（第` }).waitFor()
    expect(page.url()).toMatch(/\/app\/classes\/[0-9a-f-]{36}$/)

    await page.goto('/app/classes/new')
    await planClass(page, {
      from: addDays(from, 1),
      room: rooms[0] as string,
      teacher: teachers[1] as string,
    })
    const clashes = page.getByRole('alert').filter({ hasText: `“${rooms[0]}”` })
    await clashes.first().waitFor()
    expect(await clashes.count()).toBe(2)
    await page.getByRole('button', { name: '提交备案' }).click()
    await page.locator('.form-summary').getByText('请换教室或时间').first().waitFor()
    expect(page.url()).toContain('/classes/new')
  })
})

describe('a long form', () => {
  it('is sent by its button alone: Enter in a session files nothing', async () => {
    const { rooms, teachers, institution } = world()
    const filed = async () =>
      (await institution.get<{ items: unknown[] }>('/api/v1/classes?limit=200')).items.length
    const before = await filed()
    const page = await browser.openAs('institution', '/app/classes/new')
    await planClass(page, {
      from: addDays(comingMonday(), 14),
      room: rooms[1] as string,
      teacher: teachers[1] as string,
    })
    await page.getByText('教室与教师没有冲突。').waitFor()
    const start = page.getByLabel('开始 1', { exact: true })
    await start.fill('9')
    await start.press('Enter')
    expect(await start.inputValue()).toBe('09:00')
    await page.getByLabel('内容 1', { exact: true }).press('Enter')
    await page.getByLabel('名额', { exact: true }).press('Enter')
    await page.waitForTimeout(1500)
    expect(page.url()).toContain('/classes/new')
    expect(await filed()).toBe(before)
  })

  it('no longer calls a field wrong once it is being mended', async () => {
    const { institution } = world()
    const { courseId, versionId } = await submittedCourse(institution, `待改的课程 ${stamp}`)
    const office = await browser.apiAs('office')
    await office.post(`/api/v1/courses/${courseId}/decision`, {
      versionId,
      decision: 'return',
      reason: '请改',
    })
    const page = await browser.openAs('institution', `/app/courses/${courseId}/draft`)
    const audience = page.getByLabel(/^培训对象/)
    const wrong = page
      .locator('.ant-form-item')
      .filter({ has: audience })
      .locator('.ant-form-item-explain-error')
    await audience.fill('')
    await page.getByRole('button', { name: '提交鉴定' }).click()
    await wrong.waitFor()
    await audience.pressSequentially('程')
    await wrong.waitFor({ state: 'detached' })
    expect(await page.locator('.form-summary').innerText()).toBe('')
    // What was mended keeps the focus: the summary is gone to only when a form is refused.
    expect(await audience.evaluate((field) => field === document.activeElement)).toBe(true)
  })
})

describe('a roster', () => {
  it('is looked through first: wrong rows by name and cure, then the right ones are enrolled', async () => {
    const { classId } = await heldClass()
    const page = await browser.openAs('institution', `/app/classes/${classId}/roster`)
    const wrong = identity('19900101', '004').replace(/.$/, (last) => (last === '1' ? '2' : '1'))
    const rows = [
      '姓名,身份证号,工作单位',
      `名册甲,${identity('19900101', '002')},测试单位 ${stamp}`,
      `名册乙,${wrong},测试单位 ${stamp}`,
      `,${identity('19910202', '006')},测试单位 ${stamp}`,
      `名册丁,${identity('19920303', '008')},测试单位 ${stamp}`,
    ]
    await page.setInputFiles('input[type=file]', {
      name: '名册.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    })
    await page.getByRole('heading', { name: '有问题的行' }).waitFor()
    expect(await page.locator('.roster-rows > li').count()).toBe(2)
    expect(await page.locator('.roster-who strong').allInnerTexts()).toEqual(['名册乙', '（没有姓名）'])
    expect([await page.getByText('第 3 行').count(), await page.getByText('第 4 行').count()]).toEqual([1, 1])
    await page.getByRole('button', { name: '为 2 人报名' }).click()
    await page.getByText('名册已报名。').waitFor()
    const { counts } = await world().institution.get<{ counts: Record<string, number> }>(
      `/api/v1/classes/${classId}/enrolments`,
    )
    expect(counts['confirmed']).toBe(6)

    await page.reload()
    await page.setInputFiles('input[type=file]', {
      name: '名册.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    })
    expect(await page.getByRole('button', { name: '为 0 人报名' }).isDisabled()).toBe(true)
    await page.getByText('无误的行都已在本班').waitFor()
  })
})

describe('attendance', () => {
  it('is taken by the keyboard alone, confirmed once, and corrected with a reason', async () => {
    const { sessions } = await heldClass()
    const path = `/api/v1/class-sessions/${sessions[0]}/attendance`
    const recorded = async () =>
      (await world().institution.get<{ items: { status: string; minutes: number }[] }>(path)).items.map(
        (one) => [one.status, one.minutes],
      )
    const page = await browser.openAs('institution', `/app/class-sessions/${sessions[0]}/attendance`)
    const rows = page.locator('.sheet-row')
    await rows.first().focus()
    await page.keyboard.press('a')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('l')
    await page.locator('.sheet-minutes input').fill('150')
    await page.keyboard.press('Enter')
    await page.getByText('出勤 2，迟到 1，早退 0，缺勤 1', { exact: false }).first().waitFor()
    await page.getByRole('button', { name: '确认考勤' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '确认考勤' }).click()
    await page.getByText('考勤已确认。').first().waitFor()
    expect(await recorded()).toEqual([
      ['absent', 0],
      ['present', 180],
      ['late', 150],
      ['present', 180],
    ])

    await page.goto(`/app/class-sessions/${sessions[0]}/attendance`)
    await page
      .getByRole('button', { name: /^更正 / })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: '出勤' }).click()
    await dialog.getByLabel('更正理由').fill('签到表漏记')
    await dialog.getByRole('button', { name: '更正', exact: true }).click()
    await page.getByText('由 0 分钟更正为 180 分钟').waitFor()
    expect((await recorded())[0]).toEqual(['present', 180])
  })

  it('half done, survives a reload of the page', async () => {
    const { sessions } = await heldClass()
    const page = await browser.openAs('institution', `/app/class-sessions/${sessions[0]}/attendance`, {
      size: 'phone',
    })
    await page.getByRole('radio', { name: '缺勤' }).nth(1).click()
    await page.getByText('已存在本机').waitFor()
    await page.reload()
    await page.getByText('已恢复上次未保存的登记。').waitFor()
    expect(await page.getByRole('radio', { name: '缺勤' }).nth(1).getAttribute('aria-checked')).toBe('true')
  })
})

describe('closing a class', () => {
  it('shows who gets what and why, asks for the number, and ends with certificates made and a file', async () => {
    const { classId, filingNumber, sessions } = await heldClass()
    const { institution } = world()
    const sheet = await institution.get<{ items: { enrolmentId: string }[] }>(
      `/api/v1/class-sessions/${sessions[0]}/attendance`,
    )
    const absent = [{ enrolmentId: sheet.items[3]?.enrolmentId, status: 'absent' }]
    const page = await browser.openAs('institution', `/app/classes/${classId}/close`)
    await page.getByText('已确认 0 / 2 次课').waitFor()
    expect(await page.getByRole('button', { name: '结班' }).isDisabled()).toBe(true)
    for (const session of sessions)
      await institution.post(`/api/v1/class-sessions/${session}/attendance/confirm`, {
        exceptions: absent,
      })
    await page.reload()
    await page.getByText('出勤 0 分钟，不足 240 分钟').waitFor()
    await page.getByRole('button', { name: '结班' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: '结班' }).isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill(filingNumber)
    await dialog.getByRole('button', { name: '结班' }).click()
    await page.getByText('3 份证书已全部制发，学时已登记。').waitFor({ timeout: 60_000 })
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出结果' }).click(),
    ])
    expect(file.suggestedFilename()).toBe(`${filingNumber}.xlsx`)
  })
})

describe('a professional on a phone', () => {
  it('finds a class, enrols, sees it among their own, and withdraws', async () => {
    const { institution, institutionId, course } = world()
    const day = addDays(today, 60)
    const { name } = await institution.post<{ name: string }>('/api/v1/classes', {
      institutionId,
      courseVersionId: course.versionId,
      mode: 'face-to-face',
      name: `手机报名班 ${stamp}`,
      capacity: 10,
      sessions: [{ day, start: '09:00', end: '12:00', minutes: 180 }],
    })
    const page = await browser.openAs('professional', '/app/find', { size: 'phone' })
    await page.getByRole('searchbox').fill(stamp)
    await page.getByRole('link', { name }).click()
    await page.getByRole('button', { name: '报名', exact: true }).click()
    await page.getByText('报名成功。').waitFor()
    await page.getByRole('link', { name: '到我的班查看' }).click()
    const card = page.locator('.class-card').filter({ hasText: name })
    await card.getByText('下一次课').waitFor()
    await card.getByRole('button', { name: '退出报名' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '退出报名' }).click()
    await card.getByText('已退出').waitFor()
  })
})
