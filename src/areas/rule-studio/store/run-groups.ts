import pg from 'pg'
import { sql } from 'kysely'
import { binaryRows } from '../../../platform/db/binary-copy.ts'
import { copyEach } from '../../../platform/db/copy.ts'
import { clientOf, type Tx } from '../../../platform/db/database.ts'
import type { Group } from '../domain/tally.ts'
import type { DryRun } from './dry-runs.ts'

/** Where people are counted on the last day of a run's period. */
export interface Groups {
  /** Groups of a stretch of people, each of one record alone; by the id's bytes as Latin-1. */
  ofRange(tx: Tx, range: { readonly after: string | null; readonly upTo: string }): Promise<GroupOf>
  /** Of single people by their ids, with all records merged into theirs. */
  ofPeople(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Group>>
}

export type GroupOf = (key: string) => Group

const text = pg.escapeLiteral

export const groupsOfRun = ({ programmeId, toDay }: DryRun): Groups => {
  // Many work at one place: one object for all of a group.
  const known = new Map<string, Group>()
  const groupOf = (group: Group): Group => {
    const name = [group.employer, group.district, group.titleLevel, group.class].join(' ')
    const found = known.get(name)
    if (!found) known.set(name, group)
    return found ?? group
  }
  let districts: ReadonlyMap<string, string | null> | undefined
  const employers = new Map<string, Group>()
  /** By the bytes of an employer's id. */
  const groupAt = (key: string): Group => {
    const at = employers.get(key)
    if (at) return at
    const employer = uuidText(Buffer.from(key, 'latin1').toString('hex'))
    const district = districts?.get(employer) ?? null
    const made = groupOf({ employer, district, titleLevel: null, class: null })
    employers.set(key, made)
    return made
  }
  const nowhere = groupOf({ employer: null, district: null, titleLevel: null, class: null })
  const levels = new Map<Group, Map<string | null, Group>>()
  const atLevel = (group: Group, titleLevel: string | null): Group => {
    const some = levels.get(group) ?? new Map<string | null, Group>()
    levels.set(group, some)
    const known = some.get(titleLevel) ?? groupOf({ ...group, titleLevel })
    some.set(titleLevel, known)
    return known
  }
  return {
    async ofRange(tx, { after, upTo }) {
      const client = await clientOf(tx)
      const within = `${after === null ? '' : `person_id > ${text(after)}::uuid and `}person_id <= ${text(upTo)}::uuid`
      const found = new Map<string, Group>()
      districts ??= await districtsOf(tx)
      const since = new Map<string, number>()
      await copyEach(
        client,
        `copy (
          select person_id, employer_id, from_day from pub_employment
          where ${within} and from_day <= ${text(toDay)}::date and (to_day is null or to_day >= ${text(toDay)}::date)
        ) to stdout (format binary)`,
        binaryRows(3, (row) => {
          const [key, employer] = [textOf(row, 0) ?? '', textOf(row, 1) ?? '']
          const [day, before] = [row.bytes.readInt32BE(row.at[2]), since.get(key)]
          const other = before === undefined ? undefined : found.get(key)
          // The latest of several, and of those of one day the smaller id.
          if (before !== undefined && before > day) return
          const group = groupAt(employer)
          if (other && before === day && (other.employer ?? '') < (group.employer ?? '')) return
          since.set(key, day)
          found.set(key, group)
        }),
      )
      await titleLevelsOn(client, within, toDay, (key, level) => {
        found.set(key, atLevel(found.get(key) ?? nowhere, level === '' ? null : level))
      })
      await copyEach(
        client,
        `copy (
          select distinct on (person_id) person_id, class from pub_recorded_class
          where ${within} and programme_id = ${text(programmeId)}::uuid and from_day <= ${text(toDay)}::date
          order by person_id, from_day desc, decided_at desc
        ) to stdout (format binary)`,
        binaryRows(2, (row) => {
          const key = textOf(row, 0) ?? ''
          found.set(key, groupOf({ ...(found.get(key) ?? nowhere), class: textOf(row, 1) }))
        }),
      )
      return (key) => found.get(key) ?? nowhere
    },
    async ofPeople(tx, ids) {
      const { rows } = await sql<Group & { id: string }>`
        select who.id, work.employer_id as employer, o.district_id as district, l.value as title_level, c.class
        from unnest(${[...ids]}::uuid[]) as who (id)
        left join lateral (
          select m.employer_id from pub_employment m
          where m.person_id = any(pub_person_ids(who.id)) and m.from_day <= ${toDay}::date
            and (m.to_day is null or m.to_day >= ${toDay}::date)
          order by m.from_day desc, m.employer_id limit 1
        ) as work on true
        left join pub_organisation o on o.id = work.employer_id
        left join lateral (
          select f.value from pub_recorded_fact f
          where f.person_id = any(pub_person_ids(who.id)) and f.fact = 'title-level'
            and (f.from_day is null or f.from_day <= ${toDay}::date) and (f.to_day is null or f.to_day >= ${toDay}::date)
          order by f.from_day desc nulls last limit 1
        ) as l on true
        left join lateral (
          select k.class from pub_person_class k
          where k.person_id = who.id and k.programme_id = ${programmeId} and k.from_day <= ${toDay}::date
          order by k.from_day desc, k.decided_at desc limit 1
        ) as c on true`.execute(tx)
      return new Map(rows.map(({ id, ...group }) => [id, groupOf(group)]))
    },
  }
}

/**
 * Title levels of a stretch of people by what was said of each last by a day, each of one record alone: the latest row is
 * told last, an empty level takes back what was said before it. The days come from an index; what was recorded of one
 * day, in the order in which it was.
 */
const titleLevelsOn = async (
  client: pg.Client,
  within: string,
  day: string,
  tell: (key: string, level: string) => void,
): Promise<void> => {
  const last = { key: '', day: 0, at: 0, id: '' }
  await copyEach(
    client,
    `copy (
      select person_id, from_day, recorded_at, id, title_level from pub_title_level
      where ${within} and from_day <= ${text(day)}::date order by person_id, from_day
    ) to stdout (format binary)`,
    binaryRows(5, (row) => {
      const { bytes, at } = row
      const key = textOf(row, 0) ?? ''
      const [from, recorded] = [bytes.readInt32BE(at[1]), Number(bytes.readBigInt64BE(at[2]))]
      const id = textOf(row, 3) ?? ''
      const isEarlier =
        key === last.key &&
        from === last.day &&
        (recorded < last.at || (recorded === last.at && id < last.id))
      if (isEarlier) return
      Object.assign(last, { key, day: from, at: recorded, id })
      const begin = at[4] as number
      tell(key, bytes.toString('utf8', begin, begin + (row.length[4] as number)))
    }),
  )
}

const uuidText = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')

/** District of every employer. */
const districtsOf = async (tx: Tx): Promise<ReadonlyMap<string, string | null>> => {
  const { rows } = await sql<{ id: string; districtId: string | null }>`
    select id, district_id from pub_organisation where kind = 'employer'`.execute(tx)
  return new Map(rows.map(({ id, districtId }) => [id, districtId]))
}

type Row = Parameters<Parameters<typeof binaryRows>[1]>[0]

/** Bytes of a field as Latin-1: an id's are a key, and classes are letters. */
const textOf = ({ bytes, at, length }: Row, field: number): string | null => {
  const [from, size] = [at[field] as number, length[field] as number]
  return size === -1 ? null : bytes.toString('latin1', from, from + size)
}
