import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import {
  check,
  contents,
  declaringSetting,
  draft,
  paperOf,
  recognise,
  submit,
  submitted,
  type DeclaringSetting,
  type Drafted,
} from './declaration-fixtures.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-20T02:00:00Z') })

const read = async (client: Client, { url }: Drafted) => (await client.call('GET', url)).body
const listed = async (client: Client, search = '') =>
  (await client.call('GET', `/api/v1/declarations${search}`)).body.items as Record<string, unknown>[]
const ledgerOf = async (s: DeclaringSetting) =>
  (await s.person.call('GET', `/api/v1/people/${s.personId}/ledger?year=2026`)).body.items as {
    id: string
    amount: string
    measure: string
    recogniser: string
    source: string
    rulesetHash: string
  }[]

describe('what may be declared', () => {
  test('comes from the rule pack in force: kinds, questions, days; none where the pack had none', async () => {
    const s = await declaringSetting(house)
    const url = `/api/v1/people/${s.personId}/declarable-kinds`
    const { body } = await s.person.call('GET', `${url}?on=2026-02-10`)
    expect(body.programmeId).toBe(s.school.programmeId)
    expect(body.kinds.map(({ id }: { id: string }) => id)).toContain('patent')
    const paper = body.kinds.find(({ id }: { id: string }) => id === 'paper')
    expect(paper).toMatchObject({
      zh: '发表论文',
      en: 'Published paper',
      categories: [{ id: 'professional', zh: '专业科目' }],
      clause: { text: { zh: expect.stringContaining('第一作者12学时') } },
    })
    expect(
      paper.asks.find(({ field }: { field: string }) => field === 'evidence.level').choices,
    ).toHaveLength(2)
    expect([body.lastDay, body.days.check, body.late]).toEqual(['2027-01-31', 14, false])
    // Of a year whose last day is past it is said before anything is submitted.
    const past = (await s.person.call('GET', `${url}?on=2024-02-10`)).body
    expect([past.lastDay, past.late]).toEqual(['2025-01-31', true])
    expect((await s.person.call('GET', `${url}?on=2008-02-10`)).body.kinds).toEqual([])
    expect((await s.employer.call('GET', url)).status).toBe(404)
  })

  test('is reckoned by the engine before it is sent, with the line it rests on', async () => {
    const s = await declaringSetting(house)
    const preview = async (content: object) =>
      (
        await s.person.call('POST', `/api/v1/people/${s.personId}/declarations/preview`, {
          programmeId: s.school.programmeId,
          ...content,
        })
      ).body
    const second = { ...contents.paper.answers, 'evidence.authorRank': 2 }
    const told = await preview({ ...contents.paper, answers: second })
    expect(told.preview).toMatchObject({
      path: 'authority',
      recognise: { role: 'office', name: expect.stringMatching(/./) },
      status: 'counted',
      gives: [{ period: '2026', category: 'professional', amount: '8', minutes: 360 }],
      clauses: [{ id: 'house.paper' }],
    })
    expect((await preview(contents.lecture)).preview.gives[0].amount).toBe('4')
    const open = await preview({ ...contents.paper, answers: { 'evidence.level': 'core' } })
    expect([open.preview, open.open]).toEqual([
      null,
      ['/answers/evidence.journal', '/answers/evidence.authorRank'],
    ])
    // A course that was not passed: the rules say no, and why.
    const failed = await preview({
      ...contents.degree,
      answers: { ...contents.degree.answers, 'evidence.passed': false },
    })
    expect(failed.preview).toMatchObject({ path: null, status: 'refused', because: 'recognition.not-passed' })
    expect(await eventsOf(house, s.personId)).toEqual([])
  })
})

describe('a declaration', () => {
  test('with its dates the wrong way round is refused at once, never kept without one of them', async () => {
    const s = await declaringSetting(house)
    const turned = { ...contents.paper, from: '2026-02-10', to: '2026-02-02' }
    const refused = {
      status: 422,
      body: { code: 'declaration.dates', errors: [{ pointer: '/to', code: 'declaration.dates' }] },
    }
    expect(
      await s.person.call('POST', `/api/v1/people/${s.personId}/declarations`, {
        programmeId: s.school.programmeId,
        ...turned,
      }),
    ).toMatchObject(refused)
    const one = await draft(s, contents.paper)
    expect(await s.person.call('PUT', one.url, { revision: 1, ...turned })).toMatchObject(refused)
    expect((await read(s.person, one)).to).toBe(contents.paper.to)
  })

  test('is checked by the employer and recognised by the body the rules name, and gives hours with trace and recogniser', async () => {
    const s = await declaringSetting(house)
    const one = await submitted(s, contents.paper)
    expect(await listed(s.employer, '?waiting=true')).toMatchObject([
      { id: one.id, state: 'submitted', dueOn: '2026-04-03', late: false, waiting: { role: 'employer' } },
    ])
    expect(await listed(s.office, '?waiting=true')).toEqual([])
    expect((await recognise(s.office, one)).body.code).toBe('declaration.settled')
    expect((await check(s.employer, one, 'checked', '原件已核')).body).toEqual({
      state: 'checked',
      entries: 0,
    })
    expect(await listed(s.office, '?waiting=true')).toMatchObject([
      { id: one.id, waiting: { role: 'office' } },
    ])
    // The employer's recognition is not one the rules accept for a paper.
    expect((await recognise(s.colleague, one)).status).toBe(404)
    expect((await recognise(s.office, one, 'recognised', '予以认定')).body).toEqual({
      state: 'recognised',
      entries: 1,
    })
    const [entry] = await ledgerOf(s)
    expect(entry).toMatchObject({
      amount: '12',
      measure: 'hours',
      source: 'declaration',
      recogniser: 'authority',
      rulesetHash: expect.stringMatching(/^sha256:/),
    })
    const why = await s.person.call('GET', `/api/v1/ledger/${entry?.id}/explanation`)
    expect(why.body.evidence).toMatchObject({
      kindName: { zh: '发表论文' },
      answers: expect.arrayContaining([
        { label: expect.objectContaining({ zh: '期刊类别' }), value: { zh: '核心期刊', en: 'core journal' } },
      ]),
      recognitions: [{ by: 'authority', on: '2026-03-20' }],
    })
    expect(why.body.steps).toMatchObject([{ op: 'rank', in: '1', out: '12' }])
    const after = await read(s.person, one)
    expect(after.entries).toMatchObject([{ amount: '12', period: '2026', reverses: null }])
    expect(after.acts).toMatchObject([
      { act: 'submitted', role: 'professional', words: '' },
      { act: 'checked', role: 'employer', words: '原件已核', by: '测试' },
      { act: 'recognised', role: 'office', words: '予以认定', at: '2026-03-20T02:00:00.000Z' },
    ])
    expect(await eventsOf(house, one.id)).toEqual([
      'declarations.declarationStarted',
      'declarations.evidenceAdded',
      'declarations.declarationSubmitted',
      'declarations.declarationChecked',
      'declarations.declarationRecognised',
    ])
    expect((await check(s.employer, one)).status).toBe(404)
    expect((await s.person.call('POST', `${one.url}/withdraw`)).body.code).toBe('declaration.settled')
  })

  test('is never checked and recognised by one person, nor by its own', async () => {
    const s = await declaringSetting(house)
    const one = await submitted(s, contents.conference)
    expect((await check(s.employer, one)).status).toBe(200)
    expect(await read(s.employer, one)).toMatchObject({
      blocked: 'same-person',
      may: { 'declaration.recognise': false },
    })
    expect((await recognise(s.employer, one)).body.code).toBe('declaration.same-person')
    expect((await recognise(s.colleague, one)).status).toBe(200)
    expect((await ledgerOf(s)).map(({ recogniser, amount }) => [recogniser, amount])).toEqual([
      ['employer', '12'],
    ])
    // A person who also acts for the employer.
    await sql`insert into role_assignment (id, account_id, role, organisation_id, from_day)
      values (${newId()}, ${s.person.accountId}, 'employer', ${s.employerId}, '2020-01-01')`.execute(
      house.services.db,
    )
    const own = await submitted(s, contents.lecture)
    expect((await check(s.person, own)).body.code).toBe('declaration.own')
    expect(await read(s.person, own)).toMatchObject({ blocked: 'own', may: { 'declaration.check': false } })
  })

  test('that the rules leave to the system counts once it is checked, by nobody’s decision', async () => {
    const s = await declaringSetting(house)
    const one = await submitted(s, contents.degree)
    expect(await read(s.employer, one)).toMatchObject({
      recognise: { role: 'system' },
      preview: { path: 'automatic' },
    })
    expect((await check(s.employer, one)).body).toEqual({ state: 'recognised', entries: 1 })
    expect((await read(s.person, one)).acts).toMatchObject([
      { act: 'submitted' },
      { act: 'checked', role: 'employer' },
      { act: 'recognised', role: 'system', by: null },
    ])
    expect(await ledgerOf(s)).toMatchObject([{ amount: '30', recogniser: 'system' }])
  })

  test('of a lecture goes to the association, and where nobody stands for it to the office', async () => {
    const s = await declaringSetting(house)
    const one = await submitted(s, contents.lecture)
    expect((await check(s.employer, one)).status).toBe(200)
    expect(await listed(s.association, '?waiting=true')).toMatchObject([{ id: one.id }])
    expect((await recognise(s.association, one)).status).toBe(200)
    await sql`update association_member set to_day = '2026-01-01' where member_id = ${s.employerId}`.execute(
      house.services.db,
    )
    const two = await submitted(s, {
      ...contents.lecture,
      title: '第二讲',
      from: '2026-02-03',
      to: '2026-02-03',
    })
    expect(await read(s.person, two)).toMatchObject({ recognise: { role: 'office' } })
    expect((await s.association.call('GET', two.url)).status).toBe(404)
  })

  test('comes back with reasons, is mended and handed in again; refused it is over', async () => {
    const s = await declaringSetting(house)
    const one = await submitted(s, contents.paper)
    expect((await check(s.employer, one, 'returned')).body.code).toBe('declaration.words-missing')
    expect((await check(s.employer, one, 'returned', '缺版权页')).body.state).toBe('returned')
    const back = await read(s.person, one)
    expect(back).toMatchObject({ state: 'returned', dueOn: '2026-04-19', waiting: { role: 'professional' } })
    expect(back.acts.at(-1)).toMatchObject({ act: 'returned', words: '缺版权页' })
    const content = { ...contents.paper, title: '移动终端的节能调度（修订）' }
    const saved = await s.person.call('PUT', one.url, { revision: back.revision, ...content })
    expect(saved.body).toEqual({ revision: 2 })
    expect((await s.person.call('PUT', one.url, { revision: 1, ...content })).body.code).toBe(
      'declaration.changed',
    )
    expect((await submit(s.person, one)).status).toBe(204)
    expect((await s.person.call('PUT', one.url, { revision: 2, ...content })).body.code).toBe(
      'declaration.not-writable',
    )
    expect((await check(s.employer, one)).status).toBe(200)
    expect((await recognise(s.office, one, 'refused', '不属于本项目领域')).body.state).toBe('refused')
    // It is listed with its reason where somebody looks for what did not count.
    expect(await listed(s.person, `?state=refused&personId=${s.personId}`)).toMatchObject([
      { id: one.id, reason: '不属于本项目领域' },
    ])
    expect((await submit(s.person, one)).body.code).toBe('declaration.not-writable')
    expect(await ledgerOf(s)).toEqual([])
  })

  test('is its person’s alone while a draft, and theirs to withdraw until it is decided', async () => {
    const s = await declaringSetting(house)
    const one = await draft(s, contents.paper)
    for (const client of [s.employer, s.office, s.association])
      expect((await client.call('GET', one.url)).status).toBe(404)
    expect((await submit(s.person, one)).body.code).toBe('declaration.evidence-missing')
    await s.person.upload(`${one.url}/files`, 'a.pdf', paperOf('withdrawn'))
    expect((await submit(s.person, one)).status).toBe(204)
    expect((await s.employer.call('POST', `${one.url}/withdraw`)).status).toBe(403)
    expect((await s.person.call('POST', `${one.url}/withdraw`)).status).toBe(204)
    expect((await check(s.employer, one)).status).toBe(404)
    expect(await read(s.employer, one)).toMatchObject({ state: 'withdrawn', waiting: null })
  })

  test('is refused on sending with every gap named, out of time, and where the rules give nothing', async () => {
    const s = await declaringSetting(house)
    const bare = await draft(s, { kind: 'paper', title: '', answers: { 'evidence.authorRank': 0 } })
    const gaps = (await submit(s.person, bare)).body
    expect(gaps.code).toBe('declaration.incomplete')
    expect(
      gaps.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    ).toEqual([
      ['/title', 'declaration.answer-missing'],
      ['/from', 'declaration.answer-missing'],
      ['/to', 'declaration.answer-missing'],
      ['/answers/evidence.level', 'declaration.answer-missing'],
      ['/answers/evidence.journal', 'declaration.answer-missing'],
      ['/answers/evidence.authorRank', 'declaration.answer-whole'],
    ])
    const late = await draft(s, { ...contents.paper, from: '2025-01-05', to: '2025-01-05' })
    await s.person.upload(`${late.url}/files`, 'a.pdf', paperOf('late'))
    expect((await submit(s.person, late)).body).toMatchObject({
      code: 'declaration.too-late',
      params: { year: '2025', last: '2026-01-31' },
    })
    const failed = await draft(s, {
      ...contents.degree,
      answers: { ...contents.degree.answers, 'evidence.passed': false },
    })
    await s.person.upload(`${failed.url}/files`, 'a.pdf', paperOf('failed'))
    expect((await submit(s.person, failed)).body.code).toBe('declaration.nothing-recognised')
    const start = (content: object) =>
      s.person.call('POST', `/api/v1/people/${s.personId}/declarations`, {
        programmeId: s.school.programmeId,
        ...content,
      })
    expect((await start({ ...contents.paper, kind: 'poem' })).body.code).toBe('declaration.kind-unknown')
    expect((await start({ ...contents.paper, programmeId: newId() })).body.code).toBe('declaration.programme')
    expect((await start({ ...contents.paper, employerId: newId() })).body.code).toBe('declaration.employer')
  })

  test('that was recognised is corrected by a reversal, and says so', async () => {
    const s = await declaringSetting(house)
    const one = await submitted(s, contents.paper)
    await check(s.employer, one)
    await recognise(s.office, one)
    const reversed = await s.office.call('POST', `/api/v1/activities/${one.id}/reverse`, {
      reason: '论文已撤稿',
    })
    expect(reversed.body.entries).toBe(1)
    const after = await read(s.person, one)
    expect(after).toMatchObject({ state: 'recognised', reversed: true })
    expect(after.entries.map(({ amount }: { amount: string }) => amount).sort()).toEqual(['-12', '12'])
    // The same paper may then be declared rightly.
    const again = await submitted(s, {
      ...contents.paper,
      answers: { ...contents.paper.answers, 'evidence.authorRank': 3 },
    })
    await check(s.employer, again)
    expect((await recognise(s.officer2, again)).body.entries).toBe(1)
  })

  test('sent twice under one key is one', async () => {
    const s = await declaringSetting(house)
    const headers = { 'idempotency-key': newId() }
    const body = { programmeId: s.school.programmeId, ...contents.paper }
    const url = `/api/v1/people/${s.personId}/declarations`
    const [first, second] = [
      await s.person.call('POST', url, body, headers),
      await s.person.call('POST', url, body, headers),
    ]
    expect(second.body).toEqual(first.body)
    expect(await listed(s.person)).toHaveLength(1)
  })
})

describe('papers', () => {
  test('are taken for what they are, kept under their hash, and opened only by those who may', async () => {
    const s = await declaringSetting(house)
    const one = await draft(s, contents.paper)
    const send = (name: string, bytes: Buffer) => s.person.upload(`${one.url}/files`, name, bytes)
    const paper = paperOf('首页')
    const added = (await send('首页.pdf', paper)).body
    expect(added).toMatchObject({ name: '首页.pdf', mediaType: 'application/pdf', bytes: paper.length })
    expect((await send('again.pdf', paper)).body.code).toBe('declaration.file-twice')
    expect((await send('page.pdf', Buffer.from('<script>alert(1)</script>'))).body.code).toBe(
      'declaration.file-type',
    )
    expect((await send('cut.pdf', paper.subarray(0, 12))).body.code).toBe('declaration.file-type')
    const big = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10_485_760), Buffer.from('%%EOF')])
    expect((await send('big.pdf', big)).body).toMatchObject({
      code: 'declaration.file-size',
      params: { limit: 10 },
    })
    const file = `${one.url}/files/${added.id}`
    for (const client of [s.employer, s.office, s.association])
      expect((await client.call('GET', file)).status).toBe(404)
    expect((await submit(s.person, one)).status).toBe(204)
    const opened = await s.employer.call('GET', file)
    expect([opened.status, opened.headers['content-type'], opened.raw.equals(paper)]).toEqual([
      200,
      'application/pdf',
      true,
    ])
    expect(opened.headers['content-disposition']).toContain('attachment')
    expect((await s.person.call('GET', file)).status).toBe(200)
    // Somebody else's opening is on the trail, the person's own is nobody's business.
    expect((await eventsOf(house, one.id)).filter((name) => name.endsWith('evidenceOpened'))).toHaveLength(1)
    // A paper goes to the office, so the association has nothing to see in it.
    expect((await s.association.call('GET', file)).status).toBe(404)
    expect((await s.person.call('DELETE', file)).body.code).toBe('declaration.not-writable')
    await check(s.employer, one, 'returned', '请换清晰的扫描件')
    expect((await s.person.call('DELETE', file)).status).toBe(204)
    expect((await s.person.call('GET', file)).status).toBe(404)
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from declaration_file where id = ${added.id}`.execute(house.services.db)
    expect(rows).toEqual([{ n: 1 }])
  })
})

describe('whoever checks is warned', () => {
  test('of the same paper and title elsewhere, and of classes on the same days; others are not named', async () => {
    const [s, other] = [await declaringSetting(house), await declaringSetting(house)]
    const paper = paperOf('one and the same')
    const content = { ...contents.paper, title: '边缘计算的任务卸载' }
    await submitted(other, content, paper)
    const one = await submitted(s, { ...content, title: ' 边缘计算的 任务卸载' }, paper)
    const warned = (await read(s.employer, one)).warnings
    expect(warned).toMatchObject([
      { code: 'same-file', own: false, declarationId: null, personName: null },
      { code: 'alike', own: false, declarationId: null, personName: null },
    ])
    // The person learns nothing of others.
    expect((await read(s.person, one)).warnings).toEqual([])
    const again = await submitted(s, content)
    expect((await read(s.employer, again)).warnings).toContainEqual(
      expect.objectContaining({ code: 'alike', own: true, declarationId: one.id }),
    )
    expect((await read(s.person, again)).warnings).toMatchObject([{ own: true, declarationId: one.id }])
  })

  test('of hours that a class on the record has already taken', async () => {
    const s = await declaringSetting(house)
    const id = newId()
    await sql`insert into activity (id, person_id, programme_id, source_kind, source_id, facts, recorded_at)
      values (${id}, ${s.personId}, ${s.school.programmeId}, 'class', ${id}, ${JSON.stringify({
        id,
        kind: 'class',
        title: '软件架构班',
        from: '2026-02-01',
        to: '2026-02-20',
        sessions: [
          { date: '2026-02-02', start: '09:00', end: '12:00', minutes: 180 },
          { date: '2026-02-09', start: '09:00', end: '12:00', minutes: 180 },
        ],
      })}::jsonb, now())`.execute(house.services.db)
    const lecture = await submitted(s, { ...contents.lecture, title: '与班同日的讲座' })
    expect((await read(s.employer, lecture)).warnings).toMatchObject([
      { code: 'class-hours', title: '软件架构班', days: ['2026-02-02'] },
    ])
    const elsewhen = await submitted(s, {
      ...contents.lecture,
      title: '另一讲',
      from: '2026-02-03',
      to: '2026-02-03',
    })
    expect((await read(s.employer, elsewhen)).warnings).toEqual([])
  })
})
