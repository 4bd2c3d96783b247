import pg from 'pg'
import { sql } from 'kysely'
import { binaryRows } from '../../../platform/db/binary-copy.ts'
import { byId, type ById } from '../../../platform/db/by-id.ts'
import { copyEach } from '../../../platform/db/copy.ts'
import { clientOf, type Tx } from '../../../platform/db/database.ts'
import type { Group } from '../domain/tally.ts'
import type { DryRun } from './dry-runs.ts'

/** Where people are counted on the last day of a run's period. */
export interface Groups {
  /** Groups of a stretch of people, each of one record alone, by the id's bytes; cheapest asked in order. */
  ofRange(tx: Tx, range: { readonly after: string | null; readonly upTo: string }): Promise<GroupOf>
  /** Of single people by their ids, with all records merged into theirs. */
  ofPeople(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Group>>
}

export type GroupOf = (id: Buffer) => Group

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
  const atLevel = foundOnce((group, titleLevel) => groupOf({ ...group, titleLevel: titleLevel || null }))
  const inClass = foundOnce((group, name) => groupOf({ ...group, class: name }))
  return {
    async ofRange(tx, { after, upTo }) {
      const client = await clientOf(tx)
      const within = `${after === null ? '' : `person_id > ${text(after)}::uuid and `}person_id <= ${text(upTo)}::uuid`
      districts ??= await districtsOf(tx)
      const employed = byId<Group>()
      let since = 0
      await copyEach(
        client,
        `copy (
          select person_id, employer_id, from_day from pub_employment
          where ${within} and from_day <= ${text(toDay)}::date and (to_day is null or to_day >= ${text(toDay)}::date)
          order by person_id
        ) to stdout (format binary)`,
        binaryRows(3, (row) => {
          const { bytes, at } = row
          const [before, day] = [employed.lastOf(bytes, at[0] as number), bytes.readInt32BE(at[2])]
          // The latest of several, and of those of one day the smaller id.
          if (before && since > day) return
          const group = groupAt(textOf(row, 1) ?? '')
          if (before && since === day && (before.employer ?? '') < (group.employer ?? '')) return
          since = day
          employed.put(bytes, at[0] as number, group)
        }),
      )
      const levels = await titleLevelsOn(client, within, toDay)
      const classes = byId<string>()
      await copyEach(
        client,
        `copy (
          select distinct on (person_id) person_id, class from pub_recorded_class
          where ${within} and programme_id = ${text(programmeId)}::uuid and from_day <= ${text(toDay)}::date
          order by person_id, from_day desc, decided_at desc
        ) to stdout (format binary)`,
        binaryRows(2, (row) => classes.put(row.bytes, row.at[0] as number, textOf(row, 1) ?? '')),
      )
      return (id) => {
        const [at, level, name] = [employed.get(id, 0) ?? nowhere, levels.get(id, 0), classes.get(id, 0)]
        const levelled = level === undefined ? at : atLevel(at, level)
        return name === undefined ? levelled : inClass(levelled, name)
      }
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

/** What is made of a group and a word, made once for each. */
const foundOnce = (make: (group: Group, word: string) => Group): ((group: Group, word: string) => Group) => {
  const groups = new Map<Group, Map<string, Group>>()
  return (group, word) => {
    const some = groups.get(group) ?? new Map<string, Group>()
    groups.set(group, some)
    const found = some.get(word) ?? make(group, word)
    some.set(word, found)
    return found
  }
}

/**
 * Title levels of a stretch of people by what was said of each last by a day, each of one record alone: an empty level
 * takes back what was said before it. The days come from an index; what was recorded of one day, in the order in which
 * it was.
 */
const titleLevelsOn = async (client: pg.Client, within: string, day: string): Promise<ById<string>> => {
  const levels = byId<string>()
  const last = { day: 0, at: 0, id: Buffer.alloc(16) }
  await copyEach(
    client,
    `copy (
      select person_id, from_day, recorded_at, id, title_level from pub_title_level
      where ${within} and from_day <= ${text(day)}::date order by person_id, from_day
    ) to stdout (format binary)`,
    binaryRows(5, ({ bytes, at, length }) => {
      const [person, id, level] = [at[0] as number, at[3] as number, at[4] as number]
      const from = bytes.readInt32BE(at[1])
      // Microseconds: exact, and no BigInt for a row.
      const recorded = bytes.readInt32BE(at[2]) * 4_294_967_296 + bytes.readUInt32BE((at[2] as number) + 4)
      const isEarlier =
        from === last.day &&
        (recorded < last.at || (recorded === last.at && bytes.compare(last.id, 0, 16, id, id + 16) < 0)) &&
        levels.lastOf(bytes, person) !== undefined
      if (isEarlier) return
      last.day = from
      last.at = recorded
      bytes.copy(last.id, 0, id, id + 16)
      levels.put(bytes, person, bytes.toString('utf8', level, level + (length[4] as number)))
    }),
  )
  return levels
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
