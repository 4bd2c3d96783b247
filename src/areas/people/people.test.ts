import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf, fresh, officeOf, registered, settingOf, newIdentityNumber } from '../../../test/setting.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

/** An office, an employer with a clerk, and one person on that employer's staff. */
const staffOf = async (name = '张三') => {
  const { office, officeId } = await officeOf(house)
  const employerId = await registered(office, 'employer', `用人单位 ${fresh()}`)
  const employer = await house.client([{ role: 'employer', organisationId: employerId }])
  const number = newIdentityNumber()
  const added = await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
    name,
    identity: { number },
    post: '软件开发',
  })
  expect(added.status, JSON.stringify(added.body)).toBe(201)
  const personId: string = added.body.personId
  return { office, officeId, employer, employerId, number, personId, url: `/api/v1/people/${personId}` }
}

describe('staff', () => {
  test('is put on record once, and recognised the second time in any spelling of the number', async () => {
    const { employer, employerId, number, personId } = await staffOf()
    const again = await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: ' 张　三',
      identity: { number: `${number.slice(0, 6)} ${number.slice(6)}` },
    })
    expect(again.body).toEqual({ personId, known: true })
  })

  test('under a number on record is refused in one way: another name, an account, another employer', async () => {
    const [free, elsewhere, own] = [await staffOf(), await staffOf(), await staffOf()]
    const { office } = free
    const clerkOf = async () => {
      const id = await registered(office, 'employer', `别家单位 ${fresh()}`)
      const client = await house.client([{ role: 'employer', organisationId: id }])
      const add = (number: string, name = '张三') =>
        client.call('POST', `/api/v1/employers/${id}/staff`, { name, identity: { number } })
      return { id, client, add }
    }
    const leave = async ({ personId, employer, url }: typeof free) => {
      const [{ id }] = (await employer.call('GET', url)).body.employments
      // As of before today, so that the last day is over.
      await sql`update employment set from_day = '2020-01-01' where id = ${id}`.execute(house.services.db)
      const ended = await employer.call('POST', `${url}/employments/${id}/end`, { on: '2026-02-27' })
      expect(ended.status, personId).toBe(200)
    }
    await leave(free)
    await leave(own)
    await house.client([], own.personId)
    const other = await clerkOf()
    const refusals = [
      await other.add(free.number, '李四'),
      await other.add(elsewhere.number),
      await other.add(elsewhere.number, '李四'),
      await other.add(own.number),
      // Its own staff under another name is no other answer.
      await elsewhere.employer.call('POST', `/api/v1/employers/${elsewhere.employerId}/staff`, {
        name: '李四',
        identity: { number: elsewhere.number },
      }),
    ]
    for (const { status, body } of refusals) {
      const { requestId: _each, ...told } = body
      expect([status, body.code]).toEqual([409, 'person.ask-them'])
      expect(told).toEqual({ ...refusals[0]?.body, requestId: undefined })
    }
    for (const { url } of [free, elsewhere, own]) {
      expect((await office.call('GET', url)).body.employments).toHaveLength(1)
      expect((await other.client.call('GET', url)).status).toBe(404)
    }
    expect((await other.add(free.number)).body).toEqual({ personId: free.personId, known: true })
    expect((await eventsOf(house, free.personId)).at(-1)).toBe('people.employmentAdded')
    expect((await office.call('GET', free.url)).body.employments).toHaveLength(2)
    // The office, which may look anybody up, adds whom it likes, and is told what does not fit.
    const byOffice = (name: string) =>
      office.call('POST', `/api/v1/employers/${other.id}/staff`, { name, identity: { number: own.number } })
    expect((await byOffice('李四')).body.code).toBe('identity.taken')
    expect((await byOffice('张三')).body).toEqual({ personId: own.personId, known: true })
  })

  test('of two employers who add somebody free at once one is refused', async () => {
    const { office, employer, employerId, number, personId, url } = await staffOf()
    await sql`update employment set from_day = '2020-01-01', to_day = '2026-02-27' where person_id = ${personId}`.execute(
      house.services.db,
    )
    const otherId = await registered(office, 'employer', `别家单位 ${fresh()}`)
    const other = await house.client([{ role: 'employer', organisationId: otherId }])
    const typed = { name: '张三', identity: { number } }
    const replies = await Promise.all([
      employer.call('POST', `/api/v1/employers/${employerId}/staff`, typed),
      other.call('POST', `/api/v1/employers/${otherId}/staff`, typed),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    const { employments } = (await office.call('GET', url)).body
    expect(employments.filter((one: { to: string | null }) => one.to === null)).toHaveLength(1)
  })

  test('is refused with every bad field named', async () => {
    const { employer, employerId } = await staffOf()
    const { status, body } = await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: '<b>',
      identity: { number: '310000198603171234' },
      phone: 'x',
      email: 'y',
    })
    expect(status).toBe(400)
    expect(
      body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
    ).toEqual([
      ['/name', 'person.name-characters'],
      ['/identity/number', 'identity.checksum'],
      ['/phone', 'person.phone-malformed'],
      ['/email', 'person.email-malformed'],
    ])
  })

  test('is another employer’s to add for itself only', async () => {
    const [one, other] = [await staffOf(), await staffOf()]
    const asked = await one.employer.call('POST', `/api/v1/employers/${other.employerId}/staff`, {
      name: '王五',
      identity: { number: newIdentityNumber() },
    })
    expect(asked.status).toBe(403)
  })
})

describe('identity numbers', () => {
  test('are masked in every list and record, and stand nowhere in the database', async () => {
    const { office, employer, number, url } = await staffOf()
    const masked = `310***********${number.slice(14)}`
    expect((await office.call('GET', url)).body.documents).toMatchObject([{ kind: 'resident', masked }])
    expect((await employer.call('GET', '/api/v1/people')).body.items).toMatchObject([
      { identityMasked: masked, birthYear: 1986 },
    ])
    expect(JSON.stringify((await office.call('GET', url)).body)).not.toContain(number)
    const { rows } = await sql<{
      content: string
    }>`select string_agg(d::text, ' ') || ' ' || (select string_agg(e::text, ' ') from event e) || coalesce((select string_agg(i::text, ' ') from idempotency i), '') as content
      from identity_document d`.execute(house.services.db)
    expect(rows[0]?.content).not.toContain(number)
    expect(rows[0]?.content).not.toContain(Buffer.from(number).toString('hex'))
  })

  test('are shown whole to those who may, and every look is on record with its purpose', async () => {
    const { office, employer, number, personId, url } = await staffOf()
    const key = { 'idempotency-key': fresh() }
    for (const client of [office, employer]) {
      const shown = await client.call('POST', `${url}/identity/unmask`, { purpose: '核对报名材料' }, key)
      expect(shown.body).toEqual({ documents: [{ kind: 'resident', number }] })
    }
    const { rows } = await sql<{
      data: object
      actorAccount: string
    }>`select data, actor_account from event where subject_id = ${personId} and name = 'people.identityUnmasked' order by at, id`.execute(
      house.services.db,
    )
    expect(rows).toEqual([
      { data: { purpose: '核对报名材料' }, actorAccount: office.accountId },
      { data: { purpose: '核对报名材料' }, actorAccount: employer.accountId },
    ])
    expect(
      (
        await sql<{
          kept: string
        }>`select coalesce(string_agg(i::text, ' '), '') as kept from idempotency i`.execute(
          house.services.db,
        )
      ).rows[0]?.kept,
    ).not.toContain(number)
    const stranger = await house.client([{ role: 'employer', organisationId: (await staffOf()).employerId }])
    expect((await stranger.call('POST', `${url}/identity/unmask`, { purpose: '好奇' })).status).toBe(404)
  })

  test('find their person, and the finding is on record', async () => {
    const { office, number, personId } = await staffOf()
    expect(
      (await office.call('POST', '/api/v1/people/find', { number: ` ${number.toLowerCase()} ` })).body.person,
    ).toMatchObject({ id: personId, name: '张三' })
    expect((await office.call('POST', '/api/v1/people/find', { number: newIdentityNumber() })).body).toEqual({
      person: null,
    })
    expect(await eventsOf(house, personId)).toContain('people.personFound')
    expect((await house.anonymous().call('POST', '/api/v1/people/find', { number })).status).toBe(401)
    const professional = await house.client([], personId)
    expect((await professional.call('POST', '/api/v1/people/find', { number })).status).toBe(404)
  })

  test('change by a new document; the old number still finds the person, and nobody else may have either', async () => {
    const { office, employer, number, personId, url } = await staffOf()
    const next = newIdentityNumber()
    expect(
      (await employer.call('POST', `${url}/identity`, { identity: { number: next }, reason: '升位' })).status,
    ).toBe(403)
    expect(
      (await office.call('POST', `${url}/identity`, { identity: { number: next }, reason: '换发证件' }))
        .status,
    ).toBe(201)
    for (const one of [number, next])
      expect((await office.call('POST', '/api/v1/people/find', { number: one })).body.person.id).toBe(
        personId,
      )
    const { documents } = (await office.call('POST', `${url}/identity/unmask`, { purpose: '核对' })).body
    expect(documents).toEqual([{ kind: 'resident', number: next }])
    const other = await staffOf('李四')
    expect(
      (await other.office.call('POST', `${other.url}/identity`, { identity: { number }, reason: 'x' })).body
        .code,
    ).toBe('identity.taken')
    expect(
      (await office.call('POST', `${url}/identity`, { identity: { number: next }, reason: 'x' })).body.code,
    ).toBe('identity.same')
  })
})

describe('the list', () => {
  test('finds by two characters anywhere in a name and by a surname, within the reader’s reach only', async () => {
    const { office, employer, employerId } = await staffOf(`欧阳慕容思远`)
    await staffOf('慕容白')
    const names = async (client: typeof office, q: string) =>
      (await client.call('GET', `/api/v1/people?q=${encodeURIComponent(q)}`)).body.items.map(
        (one: { name: string }) => one.name,
      )
    expect(await names(office, '慕容')).toEqual(expect.arrayContaining(['慕容白', '欧阳慕容思远']))
    expect(await names(employer, '慕容')).toEqual(['欧阳慕容思远'])
    expect(await names(employer, '思 远')).toEqual(['欧阳慕容思远'])
    expect(await names(employer, '欧')).toEqual(['欧阳慕容思远'])
    expect(await names(employer, '远')).toEqual([])
    expect(await names(employer, '欧阳思远')).toEqual([])
    expect((await office.call('GET', `/api/v1/people?employerId=${employerId}`)).body.items).toHaveLength(1)
  })

  test('pages by name, none lost, none twice', async () => {
    const { employer, employerId } = await staffOf('甲')
    for (const name of ['乙', '丙', '丁', '戊'])
      await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
        name,
        identity: { number: newIdentityNumber() },
      })
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { name: string }[]; next: string | null } = (
        await employer.call('GET', `/api/v1/people?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      ).body
      seen.push(...page.items.map((one) => one.name))
      cursor = page.next
    }
    expect(seen).toHaveLength(5)
    expect([...seen].sort()).toEqual([...'丁丙乙戊甲'].sort())
  })
})

describe('a record', () => {
  test('keeps former names, refuses to overwrite a newer save, and leaves its trail', async () => {
    const { employer, office, personId, url } = await staffOf('张三')
    expect(
      (await employer.call('PUT', `${url}/name`, { name: '张三丰', reason: '户籍更名', revision: 1 })).status,
    ).toBe(200)
    expect(
      (await office.call('PUT', `${url}/name`, { name: '张四', reason: 'x', revision: 1 })).body.code,
    ).toBe('state.conflict')
    expect((await office.call('GET', url)).body).toMatchObject({
      name: '张三丰',
      revision: 2,
      formerNames: [{ name: '张三', reason: '户籍更名' }],
    })
    expect(
      (await office.call('GET', `/api/v1/people?q=${encodeURIComponent('三丰')}`)).body.items,
    ).toHaveLength(1)
    expect(await eventsOf(house, personId)).toContain('people.personRenamed')
  })

  test('passes from one employer to the next; the old one sees it no more', async () => {
    const { employer, office, personId, url } = await staffOf()
    const nextId = await registered(office, 'employer', `新单位 ${fresh()}`)
    const next = await house.client([{ role: 'employer', organisationId: nextId }])
    const told = { employerId: nextId, from: '2026-02-01', post: '架构' }
    // By its id alone nobody's staff becomes one's own.
    expect((await next.call('POST', `${url}/employments`, told)).status).toBe(404)
    expect((await next.call('GET', url)).status).toBe(404)
    expect((await office.call('POST', `${url}/employments`, told)).status).toBe(201)
    expect((await office.call('POST', `${url}/employments`, told)).body.code).toBe('employment.already')
    const { employments } = (await employer.call('GET', url)).body
    const own = employments.find((one: { may: Record<string, boolean> }) => one.may['employment.end'])
    expect(employments).toHaveLength(2)
    const end = (on: string) =>
      employer.call('POST', `${url}/employments/${own.id}/end`, { on, reason: '调离' })
    expect((await end('2026-03-01')).body.code).toBe('employment.dates')
    expect((await end('2026-03-02')).status).toBe(200)
    const before = house.now
    house.now = new Date('2026-03-03T02:00:00Z')
    expect((await employer.call('GET', url)).status).toBe(404)
    expect((await next.call('GET', url)).body.employments).toHaveLength(2)
    house.now = before
    expect(await eventsOf(house, personId)).toEqual(
      expect.arrayContaining(['people.employmentAdded', 'people.employmentEnded']),
    )
  })

  test('is read by the district of the employer’s region, and by its own person', async () => {
    const { office } = await officeOf(house)
    const [districtId, otherId] = [
      await registered(office, 'district', `区 ${fresh()}`),
      await registered(office, 'district', `区 ${fresh()}`),
    ]
    const employerId = await registered(office, 'employer', `区内单位 ${fresh()}`, { districtId })
    const employer = await house.client([{ role: 'employer', organisationId: employerId }])
    const { personId } = (
      await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
        name: '吴九',
        identity: { number: newIdentityNumber() },
      })
    ).body
    const [mine, theirs] = [
      await house.client([{ role: 'district', organisationId: districtId }]),
      await house.client([{ role: 'district', organisationId: otherId }]),
    ]
    expect((await mine.call('GET', `/api/v1/people/${personId}`)).status).toBe(200)
    expect((await theirs.call('GET', `/api/v1/people/${personId}`)).status).toBe(404)
    expect((await theirs.call('GET', '/api/v1/people')).body.items).toEqual([])
    const self = await house.client([], personId)
    expect((await self.call('GET', `/api/v1/people/${personId}`)).body.may).toMatchObject({
      'certificate.erase': false,
      'person.editContacts': true,
      'person.rename': false,
      'evidence.check': false,
    })
  })
})

describe('person classes', () => {
  const classed = async () => {
    const setting = await settingOf(house)
    const employerId = await registered(setting.office, 'employer', `单位 ${fresh()}`)
    const employer = await house.client([{ role: 'employer', organisationId: employerId }])
    const { personId } = (
      await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
        name: '郑十',
        identity: { number: newIdentityNumber() },
      })
    ).body
    const url = `/api/v1/people/${personId}`
    const classOf = async () =>
      (await setting.office.call('GET', `${url}/classes`)).body.items.find(
        (one: { programmeId: string }) => one.programmeId === setting.programmeId,
      )
    return { ...setting, employer, personId, url, classOf }
  }

  test('are proposed from evidence by the programme’s rule, A before B before C, and decided by its office', async () => {
    const { employer, office, programmeId, personId, url, classOf } = await classed()
    expect((await classOf()).proposed).toBeNull()
    expect((await employer.call('POST', `${url}/classes/propose`, { programmeId })).body.code).toBe(
      'person-class.none-holds',
    )
    const record = (facts: object) => employer.call('POST', `${url}/evidence`, { from: '2026-01-01', facts })
    await record({ 'field-work': 'yes', degree: 'master', 'major-in-field': 'yes' })
    const ofClassB = await classOf()
    expect(ofClassB.proposed.class).toBe('B')
    expect(ofClassB.above.map((one: { lacking: { fact: string }[] }) => one.lacking[0]?.fact)).toEqual([
      'national-qualification-level',
      'title-level',
      'city-certificate-level',
    ])
    await record({ 'title-level': 'intermediate', title: '工程师' })
    expect((await classOf()).proposed.class).toBe('A')
    expect((await employer.call('POST', `${url}/classes/propose`, { programmeId })).body).toEqual({
      class: 'A',
    })
    const waiting = (await office.call('GET', `/api/v1/class-proposals?programmeId=${programmeId}`)).body
      .items
    expect(waiting).toMatchObject([
      { personId, name: '郑十', class: 'A', current: null, facts: { title: '工程师', degree: 'master' } },
    ])
    expect(
      (await employer.call('POST', `${url}/classes/decide`, { programmeId, class: 'A', from: '2026-01-01' }))
        .status,
    ).toBe(403)
    expect(
      (await office.call('POST', `${url}/classes/decide`, { programmeId, class: 'A', from: '2026-01-01' }))
        .status,
    ).toBe(200)
    expect(await classOf()).toMatchObject({ submitted: false, decided: { class: 'A', from: '2026-01-01' } })
    expect(
      (await office.call('GET', '/api/v1/people?class=A')).body.items.map((one: { id: string }) => one.id),
    ).toContain(personId)
    expect(
      (await office.call('GET', `/api/v1/class-proposals?programmeId=${programmeId}`)).body.items,
    ).toEqual([])
  })

  test('differing from the rule want a reason; an unknown class is refused; another programme’s office decides nothing', async () => {
    const { office, programmeId, url } = await classed()
    const decide = (more: object) =>
      office.call('POST', `${url}/classes/decide`, { programmeId, class: 'C', from: '2026-01-01', ...more })
    expect((await decide({})).body.code).toBe('person-class.reason-missing')
    expect((await decide({ class: 'Z', reason: 'x' })).body.code).toBe('person-class.unknown')
    const other = await officeOf(house)
    expect(
      (
        await other.office.call('POST', `${url}/classes/decide`, {
          programmeId,
          class: 'C',
          from: '2026-01-01',
          reason: 'x',
        })
      ).status,
    ).toBe(403)
    expect((await decide({ reason: '从业多年' })).status).toBe(200)
  })

  test('a later decision rewrites none before it, and evidence taken back counts no more', async () => {
    const { employer, office, programmeId, personId, url, classOf } = await classed()
    await employer.call('POST', `${url}/evidence`, { from: '2025-01-01', facts: { 'field-work': 'yes' } })
    await office.call('POST', `${url}/classes/decide`, { programmeId, class: 'C', from: '2025-01-01' })
    await employer.call('POST', `${url}/evidence`, { from: '2026-01-01', facts: { 'field-work': '' } })
    expect((await classOf()).proposed).toBeNull()
    await office.call('POST', `${url}/classes/decide`, {
      programmeId,
      class: 'B',
      from: '2026-02-01',
      reason: '复核',
    })
    const { classes } = (await office.call('GET', url)).body
    expect(classes.map((one: { class: string; from: string }) => [one.class, one.from])).toEqual([
      ['B', '2026-02-01'],
      ['C', '2025-01-01'],
    ])
    await expect(
      sql`update person_class set class = 'A' where person_id = ${personId}`.execute(house.services.db),
    ).rejects.toThrow('append-only')
  })

  test('evidence from a roster is read for what it plainly tells, and checked evidence is not overruled by one', async () => {
    const { office, employer, url } = await classed()
    const { evidenceId } = (
      await employer.call('POST', `${url}/evidence`, { from: '2026-01-01', facts: { title: '工程师' } })
    ).body
    expect((await employer.call('POST', `${url}/evidence/${evidenceId}/check`)).status).toBe(403)
    expect((await office.call('POST', `${url}/evidence/${evidenceId}/check`)).status).toBe(200)
    expect((await office.call('POST', `${url}/evidence/${evidenceId}/check`)).body.code).toBe(
      'evidence.checked',
    )
    expect(
      (await employer.call('POST', `${url}/evidence`, { from: '2026-03-03', facts: { title: 'x' } })).body
        .code,
    ).toBe('evidence.future')
    expect(
      (await employer.call('POST', `${url}/evidence`, { from: '2026-03-02', facts: {} })).body.code,
    ).toBe('evidence.empty')
    expect(
      (
        await employer.call('POST', `${url}/evidence`, {
          from: '2026-03-02',
          facts: { 'title-level': 'wizard' },
        })
      ).status,
    ).toBe(400)
  })
})
