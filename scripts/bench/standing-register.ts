import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../../src/platform/db/database.ts'
import { bulkLoad, type Step } from './bulk-load.ts'

/** A generated register: people at their employers, their facts, one enrolment each, six activities of one year with their entries. */
export interface Register {
  readonly programmeId: string
  readonly classId: string
}

/** What entries say of the rules that gave them. */
export interface Rules {
  readonly pack: string
  readonly hash: string
  readonly version: string
}

export const registerYear = '2025'
export const activitiesEach = 6
const perStatement = 100_000

/** Of a hundred people: one with two activities on the same days, one with an activity that was not passed and that nobody has recognised. */
const overlapping = 50
const failed = 73
/** A person in so many has no fact of being in post. */
const unknownPost = 40
const employers = 500
const districts = 20

/** Ids in the order in which things were registered, as ids are made. */
const idText = (family: string, number: string): string =>
  `('${family}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
const personId = idText('0193b0e0', 'i')
const employerId = (number: string): string => idText('0193a0e0', number)
const activityId = (month: number): string => idText(`0194b0e${month}`, 'i')
const entryId = (month: number): string => idText(`0195b0e${month}`, 'i')

export const personIdAt = (number: number): string =>
  `0193b0e0-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** A programme under a pack with a class in it, and employers in districts, copied from the demo's and marked as it is. */
export const makeRegister = async (db: Db, rulePack: string): Promise<Register> => {
  const { rows } = await sql<Register>`
    with p as (
      insert into programme select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'code', 'BENCH',
        'rule_pack', ${rulePack}::text, 'from_day', '2006-06-29', 'to_day', null, 'demo', true))).* from programme p limit 1 returning id
    ), k as (
      insert into training_class select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'programme_id', (select id from p),
        'filing_number', 'BENCH', 'from_day', '2025-01-06', 'to_day', '2025-01-08', 'demo', true))).* from training_class k limit 1 returning id
    ) select p.id as programme_id, k.id as class_id from p, k`.execute(db)
  const [made] = rows
  if (!made) throw new Error('the demo has no programme to copy')
  await sql`insert into organisation (id, kind, name, demo, created_at)
    select ${sql.raw(employerId('i'))}, 'district', '第' || i || '区', true, now() from generate_series(1, ${districts}::int) as i`.execute(
    db,
  )
  await sql`insert into organisation (id, kind, name, district_id, demo, created_at)
    select ${sql.raw(employerId(`${districts} + i`))}, 'employer', '第' || i || '公司', ${sql.raw(employerId(`1 + i % ${districts}`))}, true, now()
    from generate_series(1, ${employers}::int) as i`.execute(db)
  return made
}

/** People `[from, to)` with all that is known of them, and what they studied, month after month: a person's own lie far apart. */
export const fillRegister = async (
  url: string,
  { programmeId, classId }: Register,
  rules: Rules,
  [from, to]: readonly [number, number],
  say: (text: string) => void,
): Promise<void> => {
  const people = ranges(from, to).flatMap(([first, last]) => [
    { text: personText(first, last) },
    { text: evidenceText(first, last) },
    { text: employmentText(first, last) },
    { text: enrolmentText(classId, first, last) },
  ])
  const studied = months().flatMap((month) =>
    ranges(from, to).flatMap(([first, last]): Step[] => [
      { text: activityText(programmeId, month, first, last) },
      {
        text: entryText(programmeId, rules, month, first, last),
        ...(to - from > perStatement && {
          told: `${(month * (to - from) + last + 1 - from).toLocaleString('en-US')} activities and entries on record`,
        }),
      },
    ]),
  )
  const tables = ['activity', 'ledger_entry', 'enrolment', 'person', 'person_evidence', 'employment']
  await bulkLoad(url, tables, [...people, ...studied], say)
}

/** The same people's entries as other rules give them, in place of those that are there: only the database of a bench may. */
export const refillEntries = async (
  url: string,
  { programmeId }: Register,
  rules: Rules,
  people: number,
  say: (text: string) => void,
): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query('truncate ledger_entry, register_standing, register_shape, register_run cascade')
    await client.query('update programme set rule_pack = $1 where id = $2', [rules.pack, programmeId])
  } finally {
    await client.end()
  }
  const steps = months().flatMap((month) =>
    ranges(0, people).map(([first, last]) => ({
      text: entryText(programmeId, rules, month, first, last),
      ...(people > perStatement && {
        told: `${(month * people + last + 1).toLocaleString('en-US')} entries by ${rules.pack}`,
      }),
    })),
  )
  await bulkLoad(url, ['ledger_entry'], steps, say)
}

const months = (): readonly number[] => Array.from({ length: activitiesEach }, (_, month) => month)

const ranges = (from: number, to: number): readonly (readonly [number, number])[] => {
  const found: [number, number][] = []
  for (let begin = from; begin < to; begin += perStatement)
    found.push([begin, Math.min(to, begin + perStatement) - 1])
  return found
}

const series = (first: number, last: number): string => `generate_series(${first}, ${last}) as i`

const personText = (first: number, last: number): string => `
  insert into person (id, name, name_grams, demo, created_at)
  select ${personId}, substr('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗', 1 + i % 20, 1) || substr('志文明国华建海永新伟', 1 + i / 20 % 10, 1)
    || substr('强平军勇杰涛斌波辉刚', 1 + i / 200 % 10, 1), '{}', true, now() from ${series(first, last)}`

const evidenceText = (first: number, last: number): string => `
  insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
  select ${idText('0196b0e0', 'i')}, ${personId}, '2015-07-01',
    case when i % ${unknownPost} = 0 then '{"title":"工程师","title-level":"intermediate"}'::jsonb
      else '{"status":"in-post","title":"工程师","title-level":"intermediate"}'::jsonb end, 'roster', now() from ${series(first, last)}`

const employmentText = (first: number, last: number): string => `
  insert into employment (id, person_id, employer_id, from_day, source, recorded_at)
  select ${idText('0197b0e0', 'i')}, ${personId}, ${employerId(`${districts + 1} + i % ${employers}`)}, '2015-07-01', 'roster', now() from ${series(first, last)}`

const enrolmentText = (classId: string, first: number, last: number): string => `
  insert into enrolment (id, class_id, person_id, source, state, position, applied_at)
  select ${idText('0198b0e0', 'i')}, '${classId}', ${personId}, 'roster', 'completed', i + 1, now() from ${series(first, last)}`

/** The first day of a month's activity: of those who overlap, the second has that of the first. */
const firstDay = (month: number): string => `2025-${String(1 + 2 * month).padStart(2, '0')}-06`
const plus = (day: string, days: number): string =>
  `${day.slice(0, 8)}${String(Number(day.slice(8)) + days).padStart(2, '0')}`
const hours = (month: number): string => `(4 + (i * 7 + ${month * 13}) % 17)`
const categoryOf = (month: number): string => (month % 3 === 0 ? 'public' : 'professional')

const activityText = (programmeId: string, month: number, first: number, last: number): string => {
  const plain = { day: firstDay(month), isPassed: true }
  const other =
    month === 1
      ? { place: overlapping, day: firstDay(0), isPassed: true }
      : month === 2
        ? { place: failed, day: plain.day, isPassed: false }
        : null
  const either = (of: (one: typeof plain) => string): string =>
    other ? `case when i % 100 = ${other.place} then ${of(other)} else ${of(plain)} end` : of(plain)
  return `insert into activity (id, person_id, programme_id, source_kind, source_id, facts, recorded_at, from_day, completed_on, known_on)
    select id, ${personId}, '${programmeId}', 'declaration', id,
      ('{"id":"' || id || '","quantity":{"minutes":' || (45 * ${hours(month)} + i % 45) || ${either((one) => `'}${factsTail(month, one)}'`)})::jsonb,
      now(), ${either(({ day }) => `date '${day}'`)}, ${either(({ day }) => `date '${plus(day, 2)}'`)}, ${either(({ day }) => `date '${plus(day, 9)}'`)}
    from (select i, ${activityId(month)} as id from ${series(first, last)}) as n`
}

/** What is alike in the facts of a month's activities, behind their quantity. */
const factsTail = (month: number, { day, isPassed }: { day: string; isPassed: boolean }): string => {
  const facts = {
    kind: 'class',
    title: '信息安全技术应用',
    role: 'learner',
    category: categoryOf(month),
    mode: 'face-to-face',
    from: day,
    to: plus(day, 2),
    completedOn: plus(day, 2),
    registeredOn: plus(day, 9),
    evidence: { passed: isPassed },
    ...(isPassed && { recognitions: [{ act: 'recognised', by: 'system', on: plus(day, 9) }] }),
  }
  return `,${JSON.stringify(facts).slice(1)}`
}

/** By the rules that a class is credited under: a time that is divided by the hour and rounded down. */
const entryText = (
  programmeId: string,
  { pack, version, hash }: Rules,
  month: number,
  first: number,
  last: number,
): string => {
  // Rounding names its clause where it changed anything.
  const [rule, time, round] =
    pack === '653-2006'
      ? ['k-time', ',"clause":"house.hour"', 'house.round']
      : ['n-time', ',"clause":"cn25.u"', 'cn25.r']
  const day = plus(firstDay(month), 9)
  const recognised =
    month === 1
      ? `case when i % 100 = ${overlapping} then date '${plus(firstDay(0), 9)}' else date '${day}' end`
      : `date '${day}'`
  return `insert into ledger_entry (id, person_id, programme_id, activity_id, obligation, period, category, measure, grains, amount, minutes, pack,
      pack_version, ruleset_hash, rule, steps, recogniser, recognised_on, recorded_at)
    select ${entryId(month)}, ${personId}, '${programmeId}', ${activityId(month)}, 'annual', '${registerYear}', '${categoryOf(month)}', 'hours', 45 * h, h::text,
      45 * h, '${pack}', '${version}', '${hash}', '${rule}',
      ('[{"op":"time","in":"' || m || ' min","by":"45","out":"' || exact || '"${time}},{"op":"round","in":"' || exact || '","out":"' || h
        || case when m = 45 * h then '"}]' else '","clause":"${round}"}]' end)::jsonb, 'system', ${recognised}, now()
    from (select i, h, m, (m / gcd(m, 45))::text || case when m % 45 = 0 then '' else '/' || 45 / gcd(m, 45) end as exact
      from (select i, ${hours(month)} as h, 45 * ${hours(month)} + i % 45 as m from ${series(first, last)}) as o) as n${month === 2 ? ` where i % 100 <> ${failed}` : ''}`
}
