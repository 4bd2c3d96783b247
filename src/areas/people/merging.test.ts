import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../../test/house.ts'
import { eventsOf, fresh, officeOf, registered, newIdentityNumber } from '../../../test/setting.ts'
import { closedClassOf } from '../certificates/certificate-fixtures.ts'
import { checkLedger } from '../ledger/index.ts'
import { enrolAll, filedClass, people as unnamedPeople, schoolOf } from '../training/training-fixtures.ts'
import { projectRoot } from '../../../scripts/tools/vitest-run.ts'
import { checkMerges } from './index.ts'

const house = testHouse({ now: new Date('2026-03-02T02:00:00Z') })

interface OnRecord {
  readonly personId: string
  readonly number: string
}

const staffOf = async (client: Client, employerId: string, name: string): Promise<OnRecord> => {
  const number = newIdentityNumber()
  const reply = await client.call('POST', `/api/v1/employers/${employerId}/staff`, {
    name,
    identity: { number },
  })
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  return { personId: reply.body.personId, number }
}

/** Two records on an employer's staff, as many as names are given, and an office. */
const setting = async (...names: string[]) => {
  const { office } = await officeOf(house)
  const employerId = await registered(office, 'employer', `合并单位 ${fresh()}`)
  const employer = await house.client([{ role: 'employer', organisationId: employerId }])
  const records: OnRecord[] = []
  for (const name of names) records.push(await staffOf(employer, employerId, name))
  return { office, employerId, employer, records: records as [OnRecord, OnRecord, OnRecord] }
}

const merge = (office: Client, survivor: string, absorbed: string, accepted: readonly string[] = []) =>
  office.call('POST', `/api/v1/people/${survivor}/merges`, {
    absorbedId: absorbed,
    reason: '自行注册时号码填错，名册又登记了一次',
    accepted,
  })
const merged = async (...asked: Parameters<typeof merge>): Promise<string> => {
  const reply = await merge(...asked)
  expect([reply.status, reply.body]).toEqual([201, { mergeId: expect.any(String) }])
  return reply.body.mergeId
}
const undo = (office: Client, mergeId: string) =>
  office.call('POST', `/api/v1/person-merges/${mergeId}/undo`, { reason: '核实后确为两人' })
const found = async (client: Client, url: string) => {
  const reply = await client.call('GET', url)
  expect([url, reply.status]).toEqual([url, 200])
  return reply.body
}
const codes = (body: { errors: { code: string }[] }) => body.errors.map((one) => one.code)

/** Every row that names one of the two, as it stands in its table. */
const rowsOf = async (ids: readonly string[]): Promise<unknown> => {
  const { rows } = await sql<{ all: unknown }>`select jsonb_build_array(
    (select jsonb_agg(t order by t.id) from employment t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.id) from person_evidence t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.id) from enrolment t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.id) from activity t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.id) from ledger_entry t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.number) from certificate t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.id) from account t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.fingerprint) from identity_document t where person_id = any(${ids}::uuid[])),
    (select jsonb_agg(t order by t.id) from person t where id = any(${ids}::uuid[]))) as all`.execute(
    house.services.db,
  )
  return rows[0]?.all
}

/** What the readers of a person say, each by both ids. */
const readings = async (office: Client, ids: readonly string[]) => {
  const said: unknown[] = []
  for (const id of ids)
    for (const url of [
      `/api/v1/people/${id}`,
      `/api/v1/people/${id}/classes`,
      `/api/v1/people/${id}/standing`,
      `/api/v1/people/${id}/ledger`,
      `/api/v1/people/${id}/exams`,
      `/api/v1/certificates?personId=${id}`,
      `/api/v1/records/${id}/history`,
    ])
      said.push([url, (await office.call('GET', url)).body])
  return said
}

describe('merging', () => {
  test('makes two records one for every reader, and undoing it makes them exactly what they were', async () => {
    const made = await closedClassOf(house, ['李小明'])
    await house.drain()
    const { office, institution } = made.school
    const listed = made.people[0]?.personId as string
    const { employerId, employer, records } = await setting('李晓明')
    const [{ personId: alone, number }] = records
    await sql`update person set name_grams = array['^李', '李小', '小明'] where id = ${listed}`.execute(
      house.services.db,
    )
    const self = await house.client([], alone)
    await self.call('POST', `/api/v1/people/${alone}/evidence`, {
      from: '2026-01-01',
      facts: { degree: 'master' },
    })
    const ids = [alone, listed]
    const [rows, before] = [await rowsOf(ids), await readings(office, ids)]
    const certificates = await found(office, `/api/v1/certificates?personId=${listed}`)
    const checked = await house.anonymous().call('GET', `/verify/${certificates.items[0].number}`)
    expect((await found(self, '/api/v1/my/classes')).items).toEqual([])

    const preview = await found(office, `/api/v1/people/${alone}/merge-preview?absorbedId=${listed}`)
    expect(preview.survivor).toMatchObject({
      name: '李晓明',
      counts: { employments: 1, accounts: 1, entries: 0 },
    })
    expect(preview.absorbed).toMatchObject({ name: '李小明', counts: { enrolments: 1, certificates: 1 } })
    expect(preview.absorbed.counts.entries).toBeGreaterThan(0)
    expect(preview.conflicts).toEqual([{ code: 'merge.names-differ', params: {}, stops: false }])
    const mergeId = await merged(office, alone, listed, ['merge.names-differ'])

    expect(await rowsOf(ids)).toEqual(rows)
    for (const id of ids) {
      const record = await found(office, `/api/v1/people/${id}`)
      expect(record).toMatchObject({ id: alone, name: '李晓明', facts: { degree: 'master' } })
      expect(record.employments.map((one: { employerId: string }) => one.employerId)).toEqual([employerId])
      const ledger = await found(office, `/api/v1/people/${id}/ledger`)
      expect(ledger.items.length).toBe(preview.absorbed.counts.entries)
      expect((await found(office, `/api/v1/certificates?personId=${id}`)).items).toHaveLength(1)
      const history = await found(office, `/api/v1/records/${id}/history`)
      expect(history.items.map((one: { name: string }) => one.name)).toEqual(
        expect.arrayContaining(['people.personMerged', 'people.evidenceRecorded', 'ledger.activityCredited']),
      )
    }
    // The person signs in with the one account, and finds what was recorded under the other record.
    expect((await found(self, '/api/v1/my/classes')).items).toHaveLength(1)
    expect((await found(self, `/api/v1/people/${alone}/standing`)).applies).toBe(true)
    expect((await found(self, '/api/v1/certificates')).items).toHaveLength(1)
    // The employer of the one record sees the hours of the other.
    expect((await found(employer, `/api/v1/people/${alone}/ledger`)).items.length).toBeGreaterThan(0)
    // The list shows one person, found by either name; the class shows them under the surviving one.
    for (const q of ['李晓明', '李小明']) {
      const people = await found(office, `/api/v1/people?q=${encodeURIComponent(q)}`)
      expect(people.items.map((one: { id: string }) => one.id)).toEqual([alone])
    }
    expect((await found(institution, `${made.url}/enrolments`)).items).toMatchObject([
      { personId: alone, name: '李晓明' },
    ])
    expect((await office.call('POST', '/api/v1/people/find', { number })).body.person.id).toBe(alone)
    // What was issued says what it said.
    const again = await house.anonymous().call('GET', `/verify/${certificates.items[0].number}`)
    expect(again.body.replace(/\d\d:\d\d/g, '')).toEqual(checked.body.replace(/\d\d:\d\d/g, ''))
    expect(await checkMerges(house.services.db)).toEqual([])
    expect(await checkLedger(house.services.db, '2026-03-12')).toEqual([])

    expect((await undo(office, mergeId)).status).toBe(200)
    expect(await rowsOf(ids)).toEqual(rows)
    const after = await readings(office, ids)
    const withoutHistory = (said: unknown[]) =>
      said.filter((one) => !JSON.stringify(one).includes('/history'))
    expect(withoutHistory(after)).toEqual(withoutHistory(before))
    for (const id of ids) {
      const history = await found(office, `/api/v1/records/${id}/history`)
      const names = history.items.map((one: { name: string }) => one.name)
      expect(names.filter((name: string) => name.startsWith('people.personMerge'))).toEqual([
        'people.personMergeUndone',
        'people.personMerged',
      ])
      expect(names.includes('people.evidenceRecorded')).toBe(id === alone)
    }
    expect((await found(self, '/api/v1/my/classes')).items).toEqual([])
    const twice = await undo(office, mergeId)
    expect([twice.status, twice.body.code]).toEqual([409, 'merge.undone'])
  })

  test('is the office’s alone', async () => {
    const { employer, records } = await setting('甲', '甲')
    const [one, other] = records
    const self = await house.client([], one.personId)
    for (const client of [employer, self]) {
      const reply = await merge(client, one.personId, other.personId)
      expect([reply.status, reply.body.code]).toEqual([403, 'access.denied'])
      expect((await client.call('GET', `/api/v1/people/${one.personId}/merges`)).status).toBe(403)
    }
    expect(await eventsOf(house, one.personId)).toEqual([])
  })

  test('names doubts, which the officer has to confirm one by one', async () => {
    const { office, records } = await setting('王芳', '汪芳')
    const [one, other] = records
    await house.client([], one.personId)
    await house.client([], other.personId)
    await sql`update person set phone_proved_at = now(), birth = case when id = ${one.personId} then '1986-03-17'::date else '1986-03-18' end
      where id = any(${[one.personId, other.personId]}::uuid[])`.execute(house.services.db)
    const doubts = [
      'merge.identities-differ',
      'merge.both-accounts',
      'merge.births-differ',
      'merge.names-differ',
    ]
    const refused = await merge(office, one.personId, other.personId)
    expect([refused.status, refused.body.code, codes(refused.body)]).toEqual([409, 'merge.conflicts', doubts])
    const some = await merge(office, one.personId, other.personId, doubts.slice(1))
    expect(codes(some.body)).toEqual([doubts[0]])
    const mergeId = await merged(office, one.personId, other.personId, doubts)
    const { rows } = await sql<{ accepted: string[]; reason: string }>`
      select accepted, reason from person_merge where id = ${mergeId}`.execute(house.services.db)
    expect(rows).toEqual([{ accepted: doubts, reason: '自行注册时号码填错，名册又登记了一次' }])
  })

  test('lets both accounts of a person in, to the one record', async () => {
    const { office, records } = await setting('赵敏', '赵敏')
    const [one, other] = records
    const [first, second] = [await house.client([], one.personId), await house.client([], other.personId)]
    await merged(office, one.personId, other.personId, ['merge.both-accounts'])
    for (const client of [first, second]) {
      expect((await found(client, '/api/v1/sessions/current')).account.personId).toBe(one.personId)
      expect((await found(client, `/api/v1/people/${other.personId}`)).documents).toHaveLength(2)
    }
  })

  test('is stopped by a class both are in, until one has left it', async () => {
    const school = await schoolOf(house)
    const [one, other] = (await unnamedPeople(house, 2)) as [string, string]
    const filed = await filedClass(school, ['2026-04-02'])
    await enrolAll(school, filed.url, [one, other])
    const accepted = ['merge.names-differ']
    const refused = await merge(school.office, one, other, accepted)
    expect([refused.status, codes(refused.body)]).toEqual([409, ['merge.same-class']])
    const listed = await found(school.institution, `${filed.url}/enrolments`)
    await school.institution.call('POST', `/api/v1/enrolments/${listed.items[1].id}/withdraw`, {
      reason: '重复登记',
    })
    await merged(school.office, one, other, accepted)
    // Whoever is in the class by one id is in it by the other.
    const again = await school.institution.call('POST', `${filed.url}/enrolments`, { personIds: [other] })
    expect(again.body).toMatchObject({ confirmed: 0, already: 1 })
  })

  test('is stopped where both completed one class, until one of the certificates is taken back', async () => {
    const made = await closedClassOf(house, ['周强', '周强'])
    // Until then it is being closed, and still a class both are in.
    await house.drain()
    const [one, other] = made.people.map(({ personId }) => personId) as [string, string]
    const { office } = made.school
    const refused = await merge(office, one, other)
    expect([refused.status, codes(refused.body)]).toEqual([409, ['merge.both-completed']])
    const { items } = await found(office, `/api/v1/certificates?personId=${other}`)
    const { number } = items[0]
    await office.call('POST', `/api/v1/certificates/${number}/revoke`, {
      cause: 'issued-in-error',
      confirm: number,
      reason: '同一人登记了两次',
    })
    await merged(office, one, other)
    expect((await found(office, `/api/v1/certificates?personId=${one}`)).items).toHaveLength(2)
  })

  test('has rosters recognise the person by either number, and enrols once', async () => {
    const school = await schoolOf(house)
    const { office, employerId, records } = await setting('孙丽', '孙莉')
    const [one, other] = records
    await merged(office, one.personId, other.personId, ['merge.names-differ'])
    const filed = await filedClass(school, ['2026-04-09'])
    const roster = Buffer.from(`姓名,身份证号\r\n孙丽,${one.number}\r\n孙莉,${other.number}\r\n`)
    const preview = await school.institution.upload(`${filed.url}/roster/preview`, '名单.csv', roster)
    expect(preview.body.refused).toEqual([])
    const applied = await school.institution.call('POST', `${filed.url}/roster/apply`, {
      token: preview.body.token,
    })
    expect(applied.body).toMatchObject({ enrolled: 1, alreadyEnrolled: 1 })
    const listed = await found(school.institution, `${filed.url}/enrolments`)
    expect(listed.items).toMatchObject([{ personId: one.personId }])
    // On the employer's staff once, whatever number the next list has.
    const clerk = await house.client([{ role: 'employer', organisationId: employerId }])
    const staff = await clerk.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: '孙丽',
      identity: { number: other.number },
    })
    expect(staff.body).toEqual({ personId: one.personId, known: true })
    expect((await found(clerk, '/api/v1/people')).items).toHaveLength(1)
  })
})

describe('undoing a merge', () => {
  test('is refused once something was recorded on the joint record, and says what', async () => {
    const school = await schoolOf(house)
    const [one, other] = (await unnamedPeople(house, 2)) as [string, string]
    const mergeId = await merged(school.office, one, other, ['merge.names-differ'])
    const filed = await filedClass(school, ['2026-04-16'])
    await enrolAll(school, filed.url, [other])
    await school.office.call('POST', `/api/v1/people/${other}/evidence`, {
      from: '2026-01-01',
      facts: { degree: 'doctor' },
    })
    const refused = await undo(school.office, mergeId)
    expect([refused.status, refused.body.code]).toEqual([409, 'merge.relied-on'])
    expect(refused.body.errors).toMatchObject([
      { code: 'merge.new-evidence', params: { count: 1 } },
      { code: 'merge.new-enrolments', params: { count: 1 } },
    ])
  })

  test('goes from the last merge of a chain backwards, each step restoring what was before', async () => {
    const { office, records } = await setting('吴军', '吴军', '吴军')
    const [a, b, c] = records.map(({ personId }) => personId) as [string, string, string]
    const speaks = async () => {
      const said: string[] = []
      for (const id of [a, b, c]) said.push((await found(office, `/api/v1/people/${id}`)).id)
      return said
    }
    const first = await merged(office, b, a)
    const second = await merged(office, c, b)
    expect(await speaks()).toEqual([c, c, c])
    expect((await undo(office, first)).body.code).toBe('merge.later')
    // Nobody is merged through an id that speaks for nobody any more, nor into themselves.
    expect((await merge(office, a, c)).body.code).toBe('merge.same')
    expect((await undo(office, second)).status).toBe(200)
    expect(await speaks()).toEqual([b, b, c])
    expect((await merge(office, c, a)).body.code).toBe('merge.moved')
    expect((await undo(office, first)).status).toBe(200)
    expect(await speaks()).toEqual([a, b, c])
    expect(await checkMerges(house.services.db)).toEqual([])
    const { items } = await found(office, `/api/v1/people/${b}/merges`)
    expect(items.map((one: { undone: object | null }) => one.undone !== null)).toEqual([true, true])
  })
})

describe('officers at the same time', () => {
  test('who merge two records into one another make no circle', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { office, records } = await setting('郑洁', '郑洁')
      const [one, other] = records
      const replies = await Promise.all([
        merge(office, one.personId, other.personId),
        merge(office, other.personId, one.personId),
        merge(office, one.personId, other.personId),
      ])
      expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 422, 422])
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from person_merge where survivor_id = any(${records.map((r) => r.personId)}::uuid[])`.execute(
        house.services.db,
      )
      expect(rows[0]?.n).toBe(1)
    }
    expect(await checkMerges(house.services.db)).toEqual([])
  })

  test('who enrol both while a third merges them leave one place, or a merge refused', async () => {
    const school = await schoolOf(house)
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = (await unnamedPeople(house, 2)) as [string, string]
      const filed = await filedClass(school, [`2026-05-${String(10 + round)}`])
      const [, , told] = await Promise.all([
        school.institution.call('POST', `${filed.url}/enrolments`, { personIds: [one] }),
        school.institution.call('POST', `${filed.url}/enrolments`, { personIds: [other] }),
        merge(school.office, one, other, ['merge.names-differ']),
      ])
      const { items } = await found(school.institution, `${filed.url}/enrolments`)
      expect(items).toHaveLength(told.status === 201 ? 1 : 2)
    }
  })
})

test('doctor sees a record that is not read as its merges say', async () => {
  const { office, records } = await setting('冯涛', '冯涛')
  const [one, other] = records
  await merged(office, one.personId, other.personId)
  await sql`delete from person_alias where person_id = ${other.personId}`.execute(house.services.db)
  expect(await checkMerges(house.services.db)).toEqual([other.personId])
})

test('a merge on record is only undone, never rewritten', async () => {
  const { office, records } = await setting('陈晨', '陈晨')
  const [one, other] = records
  const mergeId = await merged(office, one.personId, other.personId)
  for (const change of [
    sql`update person_merge set reason = 'x' where id = ${mergeId}`,
    sql`delete from person_merge where id = ${mergeId}`,
  ])
    await expect(change.execute(house.services.db)).rejects.toMatchObject({ code: 'ZX001' })
})

test('no store asks by one id of a person alone', async () => {
  const stores = globSync('src/areas/*/store/*.ts', { cwd: projectRoot })
  expect(stores.length).toBeGreaterThan(60)
  const found: string[] = []
  for (const file of stores) {
    const text = await readFile(join(projectRoot, file), 'utf8')
    // The view resolves by itself; the alias is what resolves.
    for (const [line] of text.matchAll(/.*(?:person_id = \$\{(?!mine)|personId', '=').*/g))
      if (!/pub_person_fact|person_alias/.test(line)) found.push(`${file}: ${line.trim()}`)
  }
  expect(found).toEqual([])
})
