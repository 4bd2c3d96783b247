import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { delegate } from '../../areas/accounts/contract/delegations.ts'
import { endExemption, grantExemption } from '../../areas/ledger/contract/exemptions.ts'
import { endHolding, recordHolding } from '../../areas/people/contract/holdings.ts'
import { requestEmployment } from '../../areas/people/contract/employment-requests.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import type { Tx } from '../../platform/db/database.ts'
import { areas } from '../areas.ts'
import { actorOf, act, type DemoHouse } from '../demo/demo-house.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { registerShippedPacks } from '../shipped-packs.ts'
import { checkTold, type ToldRecord } from './check-told.ts'
import { examine } from './examine.ts'
import { toldOfPeople } from './told-people.ts'
import { toldOfTeaching } from './told-teaching.ts'

const house = testHouse({ worker: false })
const records: readonly ToldRecord[] = [...toldOfPeople, ...toldOfTeaching]

/** The demonstration lives through most kinds of record; what it leaves out is done here. */
beforeAll(async () => {
  const { services } = house
  await registerShippedPacks(services)
  await seedDemo(services)
  const lived: DemoHouse = {
    services,
    routes: areas.flatMap((area) => area.routes),
    clock: { now: services.now() },
    settle: async () => undefined,
  }
  const { rows } = await sql<
    Record<
      'giver' | 'colleague' | 'assignment' | 'office' | 'account' | 'person' | 'employer' | 'programme',
      string
    >
  >`
    select r.account_id as giver, r.id as assignment, r.organisation_id as office, c.account_id as colleague, p.id as account, p.person_id as person,
      (select organisation_id from role_assignment where role = 'employer' limit 1) as employer,
      (select g.id from programme g where g.office_id = r.organisation_id limit 1) as programme
    from role_assignment r join role_assignment c on c.organisation_id = r.organisation_id and c.role = 'office' and c.account_id > r.account_id
      cross join account p where r.role = 'office' and p.person_id is not null limit 1`.execute(services.db)
  const [one] = rows
  if (!one) throw new Error('the demonstration has two officers and somebody who learns')
  const today = dayInZone(services.now(), services.ports.zone)
  await act(lived, actorOf(one.giver, 'office', one.office), delegate, {
    params: { assignmentId: one.assignment },
    body: { accountId: one.colleague, from: today, to: today },
  })
  await act(lived, actorOf(one.account, 'professional', null, one.person), requestEmployment, {
    params: { personId: one.person },
    body: { employerId: one.employer, from: today },
  })
  const office = actorOf(one.giver, 'office', one.office)
  const granted = await act(lived, office, grantExemption, {
    params: { personId: one.person },
    body: { programmeId: one.programme, from: today, to: today, extent: { share: '1/2' }, reason: '病假' },
  })
  const { exemptionId } = granted
  const { holdingId } = await act(lived, office, recordHolding, {
    params: { personId: one.person },
    body: { kind: 'title', facts: { name: '工程师' }, from: today },
  })
  await act(lived, office, endHolding, { params: { holdingId }, body: { to: today, reason: '转评' } })
  await act(lived, office, endExemption, { params: { exemptionId }, body: { reason: '误办' } })
}, 240_000)

/** What one record's check finds after a tampering by somebody who owns the database and switches its guards off; undone afterwards. */
const foundAfter = (record: string, change: RawBuilder<unknown>): Promise<string[]> =>
  house.database.rolledBack(async (tx: Tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change.execute(tx)
    const told = records.find((one) => one.record === record)
    if (!told) throw new Error(`no record is called ${record}`)
    const { wrong } = await checkTold(tx as never, told)
    return wrong.map(({ subject, detail }) => `${subject}: ${detail}`)
  })

describe('doctor and what the trail tells of records', () => {
  test('finds nothing in a house that was only lived in, and looks at every kind of record', async () => {
    const outcomes = await examine(house.services, 'k')
    expect(outcomes.filter(({ check }) => check !== 'keys').flatMap(({ findings }) => findings)).toEqual([])
    const empty = outcomes.filter(({ check, subjects }) => check.startsWith('told.') && subjects === 0)
    expect(empty.map(({ check }) => check)).toEqual([
      'told.api-key',
      'told.sign-on-link',
      'told.certificate-rule',
      'told.certificate-mark',
    ])
  })

  const tables: Record<string, string> = {
    person: 'person',
    'identity-document': 'identity_document',
    employment: 'employment',
    evidence: 'person_evidence',
    holding: 'person_holding',
    'holding-end': 'person_holding_end',
    exemption: 'exemption',
    'exemption-end': 'exemption_end',
    'employment-request': 'employment_request',
    account: 'account',
    role: 'role_assignment',
    delegation: 'delegation',
    membership: 'association_member',
    organisation: 'organisation',
    'institution-approval': 'institution_approval',
    course: 'course',
    'course-version': 'course_version',
    class: 'training_class',
    enrolment: 'enrolment',
    'result-set': 'result_set',
    'declaration-file': 'declaration_file',
    declaration: 'declaration',
  }
  test.each(Object.entries(tables))('finds a %s taken out', async (record, table) => {
    const one = sql`delete from ${sql.table(table)} where ctid = (select ctid from ${sql.table(table)} limit 1)`
    expect(await foundAfter(record, one)).toEqual([expect.stringMatching(`^${record} .*: is gone`)])
  })

  /** A new row after one that is there, made different where the table must not hold two the same. */
  const anew: Record<string, string> = {
    'identity-document': `jsonb_build_object('fingerprint', '\\x00ff')`,
    role: `jsonb_build_object('id', gen_random_uuid(), 'account_id', (select id from account where person_id is not null), 'role', 'office')`,
    course: `jsonb_build_object('id', gen_random_uuid(), 'code', 'X-1')`,
    'course-version': `jsonb_build_object('id', gen_random_uuid(), 'number', 99, 'status', 'retired')`,
    class: `jsonb_build_object('id', gen_random_uuid(), 'filing_number', 'X-1')`,
    enrolment: `jsonb_build_object('id', gen_random_uuid(), 'person_id', gen_random_uuid())`,
    account: `jsonb_build_object('id', gen_random_uuid(), 'person_id', null)`,
    organisation: `jsonb_build_object('id', gen_random_uuid(), 'name', '凭空单位', 'credit_code', null)`,
    employment: `jsonb_build_object('id', gen_random_uuid(), 'to_day', from_day)`,
    'holding-end': `jsonb_build_object('holding_id', gen_random_uuid())`,
    'exemption-end': `jsonb_build_object('exemption_id', gen_random_uuid())`,
    'employment-request': `jsonb_build_object('id', gen_random_uuid(), 'person_id', gen_random_uuid())`,
    delegation: `jsonb_build_object('id', gen_random_uuid(), 'from_day', '2001-01-01', 'to_day', '2001-01-02')`,
    membership: `jsonb_build_object('id', gen_random_uuid(), 'from_day', '2001-01-01', 'to_day', '2001-01-02')`,
    'institution-approval': `jsonb_build_object('id', gen_random_uuid(), 'status', 'refused')`,
    'result-set': `jsonb_build_object('id', gen_random_uuid(), 'run', 99)`,
    'declaration-file': `jsonb_build_object('id', gen_random_uuid(), 'declaration_id', gen_random_uuid())`,
  }
  test.each(Object.entries(tables))('finds a %s put in', async (record, table) => {
    const other = sql.raw(anew[record] ?? `jsonb_build_object('id', gen_random_uuid())`)
    const { rows } = await sql<{ columns: string }>`
      select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`.execute(
      house.services.db,
    )
    const columns = sql.raw(rows[0]?.columns ?? '')
    const one = sql`insert into ${sql.table(table)} (${columns}) select ${columns} from (
      select (jsonb_populate_record(t, ${other})).* from ${sql.table(table)} t limit 1) as made`
    expect(await foundAfter(record, one)).toContainEqual(
      expect.stringMatching(`^${record} .*: was put in by hand`),
    )
  })

  const changes: readonly [record: string, what: string, change: RawBuilder<unknown>, fact: string][] = [
    [
      'identity-document',
      'given to somebody else',
      sql`update identity_document set person_id = (select max(id::text)::uuid from person) where ctid = (select min(ctid) from identity_document)`,
      'is gone',
    ],
    [
      'identity-document',
      'ended',
      sql`update identity_document set ended_at = now() where ctid = (select min(ctid) from identity_document)`,
      'ended',
    ],
    [
      'employment',
      'ended',
      sql`update employment set to_day = from_day where ctid = (select min(ctid) from employment where to_day is null)`,
      'to',
    ],
    [
      'employment',
      'moved to another employer',
      sql`update employment set employer_id = gen_random_uuid() where ctid = (select min(ctid) from employment)`,
      'employer',
    ],
    [
      'evidence',
      'that says something else',
      sql`update person_evidence set facts = facts || '{"title-level": "senior-high"}' where ctid = (select min(ctid) from person_evidence)`,
      'facts',
    ],
    [
      'holding',
      'of another series',
      sql`update person_holding set facts = facts || '{"series": "电子"}'`,
      'facts',
    ],
    ['holding', 'held for longer', sql`update person_holding set from_day = '2001-01-01'`, 'from'],
    [
      'holding',
      'given to somebody else',
      sql`update person_holding set person_id = gen_random_uuid()`,
      'person',
    ],
    ['holding-end', 'never held', sql`update person_holding_end set to_day = null`, 'to'],
    ['exemption', 'made a whole one', sql`update exemption set extent = '"full"'`, 'extent'],
    ['exemption', 'lengthened', sql`update exemption set to_day = '2099-01-01'`, 'to'],
    [
      'exemption',
      'given to somebody else',
      sql`update exemption set person_id = gen_random_uuid()`,
      'person',
    ],
    ['exemption-end', 'of an earlier day', sql`update exemption_end set ended_on = '2001-01-01'`, 'on'],
    [
      'employment-request',
      'accepted by nobody',
      sql`update employment_request set state = 'refused', settled_at = now()`,
      'state',
    ],
    [
      'account',
      'made somebody else’s',
      sql`update account set person_id = gen_random_uuid() where person_id is not null`,
      'person',
    ],
    [
      'role',
      'lengthened',
      sql`update role_assignment set to_day = '2099-01-01' where role = 'institution'`,
      'to',
    ],
    [
      'role',
      'that begins earlier',
      sql`update role_assignment set from_day = '1999-01-01' where role = 'institution'`,
      'is gone',
    ],
    ['delegation', 'lengthened', sql`update delegation set to_day = '2099-01-01'`, 'to'],
    ['delegation', 'widened', sql`update delegation set fields = '{people}'`, 'fields'],
    [
      'delegation',
      'revoked by nobody',
      sql`update delegation set revoked_at = now(), revoked_by = giver_id`,
      'revoked',
    ],
    [
      'membership',
      'consented to by nobody',
      sql`update association_member set consented_at = case when consented_at is null then now() end`,
      'consented',
    ],
    ['membership', 'ended', sql`update association_member set to_day = from_day`, 'to'],
    [
      'organisation',
      'renamed',
      sql`update organisation set name = '别的单位' where ctid = (select min(ctid) from organisation)`,
      'facts',
    ],
    [
      'organisation',
      'moved to another district',
      sql`update organisation set district_id = gen_random_uuid() where ctid = (select min(ctid) from organisation)`,
      'facts',
    ],
    [
      'organisation',
      'no more vouched for',
      sql`update organisation set status = 'unverified' where ctid = (select min(ctid) from organisation where status = 'verified')`,
      'status',
    ],
    [
      'organisation',
      'closed',
      sql`update organisation set status = 'closed' where ctid = (select min(ctid) from organisation where status = 'verified')`,
      'status',
    ],
    [
      'institution-approval',
      'lengthened',
      sql`update institution_approval set to_day = '2099-01-01' where ctid = (select min(ctid) from institution_approval where status = 'approved')`,
      'to',
    ],
    [
      'institution-approval',
      'of more modes',
      sql`update institution_approval set modes = '{distance}' where ctid = (select min(ctid) from institution_approval where cardinality(modes) > 1)`,
      'modes',
    ],
    [
      'course',
      'given to another institution',
      sql`update course set institution_id = gen_random_uuid() where ctid = (select min(ctid) from course)`,
      'institution',
    ],
    [
      'course-version',
      'with another syllabus',
      sql`update course_version set syllabus = '[]' where ctid = (select min(ctid) from course_version)`,
      'content',
    ],
    [
      'course-version',
      'with another fee',
      sql`update course_version set fee_fen = fee_fen + 1 where ctid = (select min(ctid) from course_version)`,
      'content',
    ],
    [
      'course-version',
      'approved by nobody',
      sql`update course_version set status = 'approved', valid_from = '2020-01-01', valid_to = '2030-01-01' where ctid = (select min(ctid) from course_version where status in ('draft', 'submitted', 'returned'))`,
      'from, status, to',
    ],
    [
      'course-version',
      'valid for longer',
      sql`update course_version set valid_to = '2099-01-01' where ctid = (select min(ctid) from course_version where status = 'approved')`,
      'to',
    ],
    [
      'class',
      'opened again',
      sql`update training_class set state = 'running' where ctid = (select min(ctid) from training_class where state = 'closed')`,
      'state',
    ],
    [
      'class',
      'of more places',
      sql`update training_class set capacity = capacity + 1 where ctid = (select min(ctid) from training_class)`,
      'capacity',
    ],
    [
      'class',
      'one of whose people did not complete it',
      sql`update enrolment set state = 'completed' where ctid = (select min(ctid) from enrolment where state = 'not-completed')`,
      'outcomes',
    ],
    [
      'class',
      'what an outcome of which rested on',
      sql`update enrolment set outcome = outcome || '{"attendedMinutes": 1}' where ctid = (select min(ctid) from enrolment where state = 'completed')`,
      'outcomes',
    ],
    [
      'enrolment',
      'withdrawn by nobody',
      sql`update enrolment set state = 'withdrawn' where ctid = (select min(ctid) from enrolment where state = 'confirmed')`,
      'state',
    ],
    [
      'enrolment',
      'sent by another employer',
      sql`update enrolment set employer_id = gen_random_uuid() where ctid = (select min(ctid) from enrolment)`,
      'employer',
    ],
    [
      'result-set',
      'with another hash',
      sql`update result_set set hash = 'x' where ctid = (select min(ctid) from result_set)`,
      'hash',
    ],
    [
      'result-set',
      'one of whose results is gone',
      sql`delete from result where ctid = (select min(ctid) from result)`,
      'results',
    ],
    [
      'result-set',
      'whose release is gone',
      sql`delete from result_release where ctid = (select min(ctid) from result_release)`,
      'released',
    ],
    [
      'declaration',
      'recognised by nobody',
      sql`update declaration set state = 'recognised' where ctid = (select min(ctid) from declaration where state = 'submitted')`,
      'state',
    ],
    [
      'declaration',
      'that declares something else',
      sql`update declaration set answers = answers || '{"x": 1}' where ctid = (select min(ctid) from declaration)`,
      'declared',
    ],
    [
      'declaration',
      'due later',
      sql`update declaration set due_on = '2099-01-01' where ctid = (select min(ctid) from declaration where state = 'submitted')`,
      'due',
    ],
    [
      'declaration-file',
      'with another content',
      sql`update declaration_file set content = set_byte(content, 0, 0) where ctid = (select min(ctid) from declaration_file where removed_at is null)`,
      'whole',
    ],
    [
      'api-key',
      'made with SQL',
      sql`insert into api_key (id, account_id, name, token_hash, hint, role, organisation_id, scopes, created_at, expires_on)
        select gen_random_uuid(), account_id, 'k', '\\x01', 'abcd', role, organisation_id, '{people}', now(), '2099-01-01' from role_assignment limit 1`,
      'was put in by hand',
    ],
    [
      'sign-on-link',
      'made with SQL',
      sql`insert into sso_link (id, account_id, issuer, subject, linked_by, linked_at)
        select gen_random_uuid(), id, 'https://idp.example', 'x', 'owner', now() from account limit 1`,
      'was put in by hand',
    ],
  ]
  test.each(changes)('finds a %s %s', async (record, _what, change, fact) => {
    expect(await foundAfter(record, change)).toContainEqual(
      expect.stringMatching(new RegExp(`^${record} .*: (is not what its events say: )?${fact}`)),
    )
  })

  test('reads what is told of rows, and shows it to nobody', async () => {
    const { rows } = await sql<{
      id: string
    }>`select subject_id as id from event where data ? 'rows' order by place`.execute(house.services.db)
    const office = await house.client([{ role: 'office', organisationId: rows[0]?.id ?? '' }])
    const { body } = await office.call('GET', `/api/v1/records/${rows[0]?.id}/history`)
    expect(body.items.length).toBeGreaterThan(0)
    expect(JSON.stringify(body)).not.toContain('"rows"')
  })

  test('the demonstration shows both sides: who learns works where somebody signs in who checks', async () => {
    const { rows } = await sql<{ sides: number; declared: number }>`
      select count(distinct r.account_id)::int as sides, count(distinct d.id)::int as declared
      from account p join employment e on e.person_id = p.person_id and e.to_day is null
        join role_assignment r on r.organisation_id = e.employer_id and r.role = 'employer'
        left join declaration d on d.person_id = p.person_id`.execute(house.services.db)
    expect(rows).toEqual([{ sides: 1, declared: 3 }])
  })

  test('the demonstration goes the same way every time: the same people complete its classes', async () => {
    const { rows } = await sql<{ begins: string; missed: number[] }>`
      select c.from_day::text as begins, array_agg(e.position order by e.position) filter (where e.state = 'not-completed') as missed
      from training_class c join enrolment e on e.class_id = c.id where c.from_day < '2008-01-01' and c.state = 'closed'
      group by c.id order by c.from_day`.execute(house.services.db)
    expect(rows).toEqual([
      { begins: '2007-01-20', missed: [9, 18, 27, 31] },
      { begins: '2007-09-10', missed: [5] },
    ])
  })
})
