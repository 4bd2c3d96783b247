import { sql } from 'kysely'
import { checkCertificates, checkKeyChanges } from '../../areas/certificates/index.ts'
import { verifySitting } from '../../areas/exams/index.ts'
import { checkMerges } from '../../areas/people/index.ts'
import { checkClosings, checkLedger, checkPacks, checkStandings } from '../../areas/ledger/index.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import { guardsOff, keptForEver } from '../../platform/db/guards.ts'
import type { Services } from '../../platform/services.ts'
import { checkAnchors } from './check-anchors.ts'
import { checkAttendance } from './check-attendance.ts'
import { checkCounts } from './check-counts.ts'
import { checkEvents } from './check-events.ts'
import { checkTold } from './check-told.ts'
import { toldOfCertificates } from './told-certificates.ts'
import { toldOfPeople } from './told-people.ts'
import { toldOfTeaching } from './told-teaching.ts'

/** One thing that is off. `subject` names the record, never the person. */
export interface Finding {
  readonly check: string
  readonly subject: string
  readonly detail: string
}

export interface Outcome {
  readonly check: string
  readonly subjects: number
  readonly findings: readonly Finding[]
}

interface Check {
  readonly name: string
  run(
    services: Services,
    keyFingerprint: string,
  ): Promise<{ subjects: number; wrong: readonly { subject: string; detail: string }[] }>
}

/** Runs every check to its end; one that finds something does not keep the others from looking. */
export const examine = async (services: Services, keyFingerprint: string): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const { name, run } of checks) {
    const { subjects, wrong } = await run(services, keyFingerprint)
    outcomes.push({ check: name, subjects, findings: wrong.map((one) => ({ check: name, ...one })) })
  }
  return outcomes
}

const inWords = (code: string, params: Readonly<Record<string, string | number>>): string =>
  [code, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(' ')

const checks: readonly Check[] = [
  {
    name: 'keys',
    run: async ({ db }, keyFingerprint) => {
      const { rows } = await sql<{
        value: string
      }>`select value from installation where name = 'keys'`.execute(db)
      const wrong = rows.filter((row) => row.value !== keyFingerprint)
      return {
        subjects: rows.length,
        wrong: wrong.map((row) => ({ subject: row.value, detail: 'sealed with another key file' })),
      }
    },
  },
  {
    name: 'demonstration',
    run: async ({ db }) => {
      const { rows } = await sql`select from installation where name = 'seeding'`.execute(db)
      return {
        subjects: 1,
        wrong: rows.map(() => ({ subject: 'seeding', detail: 'was cut short; npm start makes it anew' })),
      }
    },
  },
  {
    name: 'append-only',
    run: async ({ db }) => ({
      subjects: keptForEver.length,
      wrong: (await guardsOff(db, keptForEver)).map((table) => ({
        subject: table,
        detail: 'its guard against changes is gone',
      })),
    }),
  },
  {
    name: 'ledger.reversals',
    run: async ({ db }) => {
      const { rows } = await sql<{ id: string }>`
        select back.id from ledger_entry back join ledger_entry first on first.id = back.reverses
        where back.grains <> -first.grains or back.minutes is distinct from -first.minutes
          or (back.person_id, back.programme_id, back.period, back.category, back.measure)
            <> (first.person_id, first.programme_id, first.period, first.category, first.measure)
          or first.reverses is not null`.execute(db)
      const count = await sql<{
        n: number
      }>`select count(*) as n from ledger_entry where reverses is not null`.execute(db)
      return {
        subjects: count.rows[0]?.n ?? 0,
        wrong: rows.map((row) => ({
          subject: row.id,
          detail: 'does not take back exactly what it reverses',
        })),
      }
    },
  },
  {
    name: 'ledger.derivation',
    run: async ({ db, now, ports }) => {
      const findings = await checkLedger(db, dayInZone(now(), ports.zone))
      const { rows } = await sql<{ n: number }>`select count(*) as n from ledger_entry`.execute(db)
      return {
        subjects: rows[0]?.n ?? 0,
        wrong: findings.map(({ code, params }) => ({
          // A finding about one entry names the entry, of which there is more to see than of its person.
          subject: String(params['person'] ?? params['entry'] ?? params['activity'] ?? code),
          detail: inWords(code, params),
        })),
      }
    },
  },
  {
    name: 'ledger.closings',
    run: async ({ db }) => {
      const { rows, findings } = await checkClosings(db)
      return {
        subjects: rows,
        wrong: findings.map(({ code, params }) => ({
          subject: String(params['row'] ?? params['closing']),
          detail: inWords(code, params),
        })),
      }
    },
  },
  {
    name: 'ledger.standings',
    run: async ({ db }) => {
      const { standings, findings } = await checkStandings(db)
      return {
        subjects: standings,
        wrong: findings.map(({ code, params }) => ({
          subject: String(params['person'] ?? params['run']),
          detail: inWords(code, params),
        })),
      }
    },
  },
  {
    name: 'ledger.packs',
    run: async ({ db }) => {
      const { rulesets, gone } = await checkPacks(db)
      return {
        subjects: rulesets,
        wrong: gone.map(({ entry, hash }) => ({
          subject: entry,
          detail: `its rule pack ${hash} is not kept`,
        })),
      }
    },
  },
  {
    name: 'certificates',
    run: async ({ db, ports }) => {
      const { certificates, entries, findings } = await checkCertificates(db, [
        ...(ports.signer.retired ?? []),
        ports.signer.publicJwk,
      ])
      return {
        subjects: certificates + entries,
        wrong: [...findings, ...(await checkKeyChanges(ports.signer))].map(({ code, subject, params }) => ({
          subject,
          detail: inWords(code, params),
        })),
      }
    },
  },
  {
    name: 'exams',
    run: async ({ db, ports, now }) => {
      const { rows } = await sql<{
        id: string
      }>`select id from exam_sitting order by number`.execute(db)
      const wrong: { subject: string; detail: string }[] = []
      // Those under way as well, each as it is at one instant: what is tampered with before scoring is found before scoring.
      for (const { id } of rows) {
        const found = await db
          .transaction()
          .setIsolationLevel('repeatable read')
          .execute((tx) => verifySitting(tx, id, ports, now()))
        for (const { code, attemptId, detail } of found?.faults ?? [])
          wrong.push({ subject: attemptId ?? id, detail: `${code} ${detail}` })
      }
      return { subjects: rows.length, wrong }
    },
  },
  {
    name: 'people.merges',
    run: async ({ db }) => {
      const wrong = await checkMerges(db)
      const count = await sql<{ n: number }>`select count(*) as n from person_merge`.execute(db)
      return {
        subjects: count.rows[0]?.n ?? 0,
        wrong: wrong.map((subject) => ({ subject, detail: 'is not read as its merges say' })),
      }
    },
  },
  {
    name: 'attendance',
    run: ({ db }) => checkAttendance(db),
  },
  ...[...toldOfPeople, ...toldOfTeaching, ...toldOfCertificates].map(
    (told): Check => ({ name: `told.${told.record}`, run: ({ db }) => checkTold(db, told) }),
  ),
  {
    name: 'events.seals',
    run: ({ db, ports }) => checkEvents(db, ports.vault),
  },
  {
    name: 'events.counts',
    run: ({ db, ports }) => checkCounts(db, ports.vault),
  },
  {
    name: 'anchors',
    run: ({ db, dataFolder }) => checkAnchors(db, dataFolder),
  },
  {
    name: 'events.subjects',
    run: async ({ db }) => {
      const { rows } = await sql<{ id: string }>`
        select id from event where actor_account is not null and not exists (select from account where account.id = event.actor_account)`.execute(
        db,
      )
      const count = await sql<{ n: number }>`select count(*) as n from event`.execute(db)
      return {
        subjects: count.rows[0]?.n ?? 0,
        wrong: rows.map((row) => ({ subject: row.id, detail: 'its actor is no account' })),
      }
    },
  },
]
