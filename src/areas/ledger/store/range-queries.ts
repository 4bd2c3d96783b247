import pg from 'pg'

/** A stretch of people by id, and what is asked about them. */
export interface Range {
  readonly programmeId: string
  readonly period: { readonly key: string; readonly to: string }
  /** Day as of which people are judged. */
  readonly on: string
  /** Rules whose entries count as posted. */
  readonly rulesetHash: string
  /** Names of person facts, as FACTS have them. */
  readonly factsAsked: readonly string[]
  /** Ids behind this one; null: from the first on. */
  readonly after: string | null
  /** Up to and with this one. */
  readonly upTo: string
}

export const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const text = pg.escapeLiteral

/** COPY takes no parameters: what is asked is written into it, quoted. */
export const rangeQueries = (range: Range) => {
  const { programmeId, period, on, rulesetHash, after, upTo } = range
  const within = (id: string): string =>
    `${after === null ? '' : `${id} > ${text(after)}::uuid and `}${id} <= ${text(upTo)}::uuid`
  const asked = range.factsAsked
    .filter((name) => name !== 'programme')
    .map((name) => text(name.toLowerCase()))
  return {
    entries: `copy (
      select a.person_id, a.id, a.first_day, a.last_day, a.completed_on, a.known_on, a.work_key, a.topic_key,
        ((a.reverses is not null)::int + case when e.activity_id is null then 0 else 2
          + case when e.ruleset_key = md5(${text(rulesetHash)})::uuid then 4 else 0 end
          + case when e.rule is not null then 8 else 0 end
          + case when e.recognised_on >= a.known_on and e.recognised_on <= ${text(on)}::date then 16 else 0 end end)::int2,
        e.measure || E'\\n' || e.category, e.grains, coalesce(a.first_day <= ${text(period.to)}::date, true)
      from activity a left join ledger_entry e on e.programme_id = ${text(programmeId)}::uuid and e.person_id = a.person_id
        and e.activity_id = a.id and e.period = ${text(period.key)} and ${within('e.person_id')}
      where a.programme_id = ${text(programmeId)}::uuid and ${within('a.person_id')}
      order by a.person_id, a.id
    ) to stdout (format binary)`,
    enrolments: `copy (
      select e.person_id, lower(p.code), p.id = ${text(programmeId)}::uuid and k.from_day <= ${text(period.to)}::date
      from pub_enrolment e join pub_training_class k on k.id = e.class_id join pub_programme p on p.id = k.programme_id
      where e.state <> 'withdrawn' and ${within('e.person_id')}
    ) to stdout (format binary)`,
    facts:
      asked.length === 0
        ? null
        : `copy (
      select person_id, fact, value, from_day::text, to_day::text from pub_recorded_fact
      where lower(replace(fact, '-', '')) in (${asked.join(', ')}) and ${within('person_id')}
      order by person_id, fact, from_day nulls first
    ) to stdout (format binary)`,
    merged: `copy (
      select m.person_id, exists (select from pub_person_alias s where s.person_id = m.person_id)
      from pub_person_merged m where ${within('m.person_id')}
    ) to stdout (format binary)`,
  }
}
