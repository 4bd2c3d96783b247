import pg from 'pg'

/** A measure and a category that entries name. */
export interface Place {
  readonly measure: string
  readonly category: string
}

/** A stretch of people by id, and what is asked about them. */
export interface Range {
  readonly programmeId: string
  readonly period: { readonly key: string; readonly to: string }
  /** Rulesets whose entries are told from those of others. */
  readonly rulesetHashes: readonly string[]
  /** Where entries may count; one that is in none of these is told as being nowhere. */
  readonly places: readonly Place[]
  /** Names of person facts, as FACTS have them. */
  readonly factsAsked: readonly string[]
  /** Ids behind this one; null: from the first on. */
  readonly after: string | null
  /** Up to and with this one. */
  readonly upTo: string
}

export const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const text = pg.escapeLiteral

/** A fact is kept under its name or with hyphens for capitals; more than asked may come where it has capitals. */
const isFact = (name: string): string =>
  /[A-Z]/.test(name) ? `lower(replace(fact, '-', '')) = ${text(name.toLowerCase())}` : `fact = ${text(name)}`

/** COPY takes no parameters: what is asked is written into it, quoted. All come in the order of the people. */
export const rangeQueries = ({ programmeId, period, after, upTo, factsAsked }: Range) => {
  const programme = `${text(programmeId)}::uuid`
  const within = (id: string): string =>
    `${after === null ? '' : `${id} > ${text(after)}::uuid and `}${id} <= ${text(upTo)}::uuid`
  const asked = factsAsked.filter((name) => name !== 'programme').map(isFact)
  return {
    activities: `copy (
      select person_id, count(*)::int4, string_agg(register_code, ''::bytea) from activity
      where programme_id = ${programme} and ${within('person_id')} group by person_id order by person_id
    ) to stdout (format binary)`,
    entries: `copy (
      select person_id, string_agg(register_code, ''::bytea) from ledger_entry
      where programme_id = ${programme} and period = ${text(period.key)} and ${within('person_id')} group by person_id order by person_id
    ) to stdout (format binary)`,
    enrolments: `copy (
      select e.person_id, lower(p.code), p.id = ${programme} and k.from_day <= ${text(period.to)}::date
      from pub_enrolment e join pub_training_class k on k.id = e.class_id join pub_programme p on p.id = k.programme_id
      where e.state <> 'withdrawn' and ${within('e.person_id')} order by e.person_id
    ) to stdout (format binary)`,
    facts:
      asked.length === 0
        ? null
        : `copy (
      select person_id, fact, value, from_day::text, to_day::text from pub_recorded_fact
      where (${asked.join(' or ')}) and (programme_id is null or programme_id = ${programme}) and ${within('person_id')}
      order by person_id, fact, from_day nulls first
    ) to stdout (format binary)`,
    /** Whom plans do not decide, for what speaks for them is not all in their hours. */
    exempted: `copy (
      select distinct person_id from exemption where programme_id = ${programme} and ${within('person_id')} order by person_id
    ) to stdout (format binary)`,
    merged: `copy (
      select m.person_id, exists (select from pub_person_alias s where s.person_id = m.person_id)
      from pub_person_merged m where ${within('m.person_id')} order by m.person_id
    ) to stdout (format binary)`,
  }
}
