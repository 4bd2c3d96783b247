import { sql } from 'kysely'
import type { Db } from '../../src/platform/db/database.ts'

/** A generated register: people, their facts, one enrolment each, six activities of one year with their entries. */
export interface Register {
  readonly programmeId: string
  readonly classId: string
  readonly rulePack: string
}

export const registerYear = '2025'
export const activitiesEach = 6
const perStatement = 100_000

/** Of a hundred people: one with two activities on the same days, one with an activity that was not passed and that nobody has recognised. */
const overlapping = 50
const failed = 73

/** Id of the person of a number: in order of registration, as ids are made. */
const personId = (number: string): string =>
  `('0193b0e0-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`

export const personIdAt = (number: number): string =>
  `0193b0e0-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** A programme under a pack, with a class in it, both copied from the demo's and marked as it is. */
export const registerUnder = async (db: Db, rulePack: string): Promise<Register> => {
  const code = `BENCH-${rulePack.toUpperCase()}`
  const { rows } = await sql<{ programmeId: string; classId: string }>`
    with p as (
      insert into programme select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'code', ${code}::text,
        'rule_pack', ${rulePack}::text, 'from_day', '2006-06-29', 'to_day', null, 'demo', true))).* from programme p limit 1 returning id
    ), k as (
      insert into training_class select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'programme_id', (select id from p),
        'filing_number', ${code}::text, 'from_day', '2025-01-06', 'to_day', '2025-01-08', 'demo', true))).* from training_class k limit 1 returning id
    ) select p.id as programme_id, k.id as class_id from p, k`.execute(db)
  const [made] = rows
  if (!made) throw new Error('the demo has no programme to copy')
  return { ...made, rulePack }
}

/** People `[from, to)` with the facts that populations ask for; what they study is `fillRegister`'s. */
export const fillPeople = async (db: Db, from: number, to: number): Promise<void> => {
  const id = sql.raw(personId('i'))
  for (let begin = from; begin < to; begin += perStatement) {
    const end = Math.min(to, begin + perStatement) - 1
    await sql`insert into person (id, name, name_grams, demo, created_at)
      select ${id}, substr('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗', 1 + i % 20, 1) || substr('志文明国华建海永新伟', 1 + i / 20 % 10, 1)
        || substr('强平军勇杰涛斌波辉刚', 1 + i / 200 % 10, 1), '{}', true, now() from generate_series(${begin}::int, ${end}::int) as i`.execute(
      db,
    )
    await sql`insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
      select gen_random_uuid(), ${id}, '2015-07-01', case when i % 40 = 0 then '{}'::jsonb else '{"status":"in-post"}'::jsonb end || jsonb_build_object(
        'title', '工程师', 'title-level', 'intermediate'), 'roster', now() from generate_series(${begin}::int, ${end}::int) as i`.execute(
      db,
    )
  }
}

interface Filling {
  readonly from: number
  readonly to: number
  readonly rulesetHash: string
  readonly packVersion: string
  readonly say: (text: string) => void
}

/** Activities and entries of people `[from, to)`, month after month as they were studied: a person's own lie far apart. */
export const fillRegister = async (
  db: Db,
  { programmeId, classId, rulePack }: Register,
  { from, to, rulesetHash, packVersion, say }: Filling,
): Promise<void> => {
  const id = sql.raw(personId('i'))
  const activity = sql.raw(`md5('${programmeId}' || k || ' ' || i)::uuid`)
  const rule = rulePack === '653-2006' ? 'k-time' : 'n-time'
  const clauses = rulePack === '653-2006' ? ['hu171.3.4', 'house.round'] : ['cn25.u', 'cn25.r']
  const first = sql.raw(
    `(make_date(2025, case when k = 1 and i % 100 = ${overlapping} then 1 else 1 + 2 * k end, 6))`,
  )
  const hours = sql.raw('(4 + (i * 7 + k * 13) % 17)')
  const isFailed = sql.raw(`(k = 2 and i % 100 = ${failed})`)
  const category = sql.raw("(case when k % 3 = 0 then 'public' else 'professional' end)")
  for (let begin = from; begin < to; begin += perStatement) {
    const end = Math.min(to, begin + perStatement) - 1
    await sql`insert into enrolment (id, class_id, person_id, source, state, position, applied_at)
      select gen_random_uuid(), ${classId}, ${id}, 'roster', 'completed', i + 1, now() from generate_series(${begin}::int, ${end}::int) as i`.execute(
      db,
    )
  }
  for (let k = 0; k < activitiesEach; k += 1) {
    for (let begin = from; begin < to; begin += perStatement) {
      const end = Math.min(to, begin + perStatement) - 1
      const all = sql`(select i, ${sql.lit(k)}::int as k from generate_series(${begin}::int, ${end}::int) as i) as n`
      await sql`insert into activity (id, person_id, programme_id, source_kind, source_id, facts, recorded_at, from_day, completed_on, known_on)
        select ${activity}, ${id}, ${programmeId}, 'declaration', ${activity},
          jsonb_build_object('id', ${activity}, 'kind', 'class', 'title', '信息安全技术应用', 'role', 'learner', 'category', ${category}, 'mode', 'face-to-face',
            'from', ${first}, 'to', ${first} + 2, 'completedOn', ${first} + 2, 'registeredOn', ${first} + 9,
            'quantity', jsonb_build_object('minutes', 45 * ${hours} + i % 45), 'evidence', jsonb_build_object('passed', not ${isFailed}))
          || case when ${isFailed} then '{}'::jsonb
            else jsonb_build_object('recognitions', jsonb_build_array(jsonb_build_object('act', 'recognised', 'by', 'system', 'on', ${first} + 9))) end,
          now(), ${first}, ${first} + 2, ${first} + 9 from ${all}`.execute(db)
      await sql`insert into ledger_entry (id, person_id, programme_id, activity_id, obligation, period, category, measure, grains, amount, minutes, pack,
          pack_version, ruleset_hash, rule, steps, recogniser, recognised_on, recorded_at)
        select gen_random_uuid(), ${id}, ${programmeId}, ${activity}, 'annual', ${registerYear}, ${category}, 'hours', 45 * ${hours}, ${hours}::text,
          45 * ${hours}, ${rulePack}, ${packVersion}, ${rulesetHash}, ${rule},
          jsonb_build_array(
            jsonb_build_object('op', 'time', 'in', (45 * ${hours} + i % 45) || ' min', 'by', '45', 'out', ${hours}::text, 'clause', ${clauses[0]}::text),
            jsonb_build_object('op', 'round', 'in', ${hours}::text, 'out', ${hours}::text, 'clause', ${clauses[1]}::text)),
          'system', ${first} + 9, now() from ${all} where not ${isFailed}`.execute(db)
      if (to - from > perStatement)
        say(
          `${(k * (to - from) + end + 1 - from).toLocaleString('en-US')} activities of ${rulePack} on record`,
        )
    }
  }
}

/** Indexes that are no constraint are made once the rows are there, as anybody does who loads so many. */
export const withoutIndexes = async (
  db: Db,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> => {
  const { rows } = await sql<{ name: string; text: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text from pg_index i
    where i.indrelid::regclass::text = any(${[...tables]}::text[]) and not i.indisunique`.execute(db)
  for (const { name } of rows) await sql.raw(`drop index ${name}`).execute(db)
  await work()
  for (const { text } of rows) await sql.raw(text).execute(db)
  for (const table of [...tables, 'person', 'person_evidence'])
    await sql.raw(`vacuum analyze ${table}`).execute(db)
}

/** Empties what the ledger keeps for ever, as only the database of a bench may be. */
export const emptyLedger = async (url: string): Promise<void> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query('truncate ledger_entry, activity, register_standing cascade')
    await client.query('delete from enrolment')
  } finally {
    await client.end()
  }
}
