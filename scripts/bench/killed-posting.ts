import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Json } from '../../src/kernel/canonical-json.ts'
import { registerPacks } from '../../src/areas/ledger/index.ts'
import { prepareDatabase } from '../../src/main/prepare-database.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/start-embedded-postgres.ts'
import type { LedgerOrder, LedgerReply } from './ledger-process.ts'

/** What became of posted activities; `lost` and `twice` are ids of such that are not there, or more than once. */
export interface KilledPosting {
  readonly kills: number
  readonly commands: number
  /** Commands that had to be sent again, for nobody knew whether they were done, and acknowledged ones sent again for all that. */
  readonly repeated: number
  readonly activities: number
  readonly lost: readonly string[]
  readonly twice: readonly string[]
}

const peopleEach = 5
const atOnce = 4
/** Commands acknowledged between two kills. */
const between = 12

/**
 * Posts hours in a process of its own, into a database server of its own, and kills now the one, now the other, now both
 * with kill -9 while commands are under way; whatever was not acknowledged is sent again under its key.
 */
export const postUnderKills = async (
  folder: string,
  kills: number,
  say: (text: string) => void,
): Promise<KilledPosting> => {
  const dataFolder = `${folder}/postgres`
  let server = await startEmbeddedPostgres({ dataFolder })
  const stops = [server.stop]
  const account = randomUUID()
  const programmeId = await prepared(server.url)
  let child = await started(server.url, folder)
  const acknowledged: Post[] = []
  let repeated = 0

  const post = async (one: Post): Promise<void> => {
    for (;;) {
      const entries = await ordered(child, { key: one.key, account, input: one.input }).catch(() => null)
      if (entries !== null) {
        if (entries !== peopleEach) throw new Error(`${entries} entries where ${peopleEach} were due`)
        acknowledged.push(one)
        return
      }
      repeated += 1
      await pause(50)
    }
  }
  const postUntil = async (due: number): Promise<void> => {
    while (acknowledged.length < due) await post(postOf(programmeId))
  }

  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const due = acknowledged.length + between
      let isOver = false
      const posting = Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (!isOver) await post(postOf(programmeId))
        }),
      )
      const enough = async (): Promise<void> => {
        while (acknowledged.length < due) await pause(1)
      }
      await Promise.race([enough(), posting])
      const what = (['server', 'database', 'both'] as const)[kill % 3] as string
      if (what !== 'server') await killPostgres(server.url)
      if (what !== 'database') child.kill('SIGKILL')
      if (what !== 'server') {
        server = await startEmbeddedPostgres({ dataFolder })
        stops.push(server.stop)
      }
      if (what !== 'database') child = await started(server.url, folder)
      isOver = true
      await posting
      // Somebody who never heard the reply asks again, however long ago it was done.
      const again = acknowledged[(kill * 7) % acknowledged.length] as Post
      await post(again)
      repeated += 1
      say(`kill ${kill + 1} of ${kills}: ${what}, ${acknowledged.length} commands acknowledged`)
    }
    await postUntil(acknowledged.length + between)
    const posts = [...new Map(acknowledged.map((one) => [one.key, one])).values()]
    const ids = posts.flatMap(({ input }) => input.activities.map(({ activity }) => activity.id))
    return {
      kills,
      commands: posts.length,
      repeated,
      activities: ids.length,
      ...(await counted(server.url, ids)),
    }
  } finally {
    child.kill('SIGKILL')
    for (const stop of stops.toReversed()) await stop()
  }
}

type Input = NonNullable<LedgerOrder['post']>['input']
interface Post {
  readonly key: string
  readonly input: Input
}

const postOf = (programmeId: string): Post => ({
  key: randomUUID(),
  input: {
    programmeId,
    activities: Array.from({ length: peopleEach }, () => {
      const id = randomUUID()
      return {
        personId: randomUUID(),
        sourceKind: 'declaration',
        sourceId: id,
        activity: {
          id,
          kind: 'class',
          category: 'professional',
          from: '2025-12-15',
          to: '2025-12-16',
          completedOn: '2025-12-16',
          registeredOn: '2025-12-20',
          quantity: { minutes: 720 },
          evidence: { passed: true },
          recognitions: [{ act: 'recognised', by: 'system', on: '2025-12-20' }],
        },
        recogniser: 'system',
        recognisedOn: '2025-12-20',
      }
    }),
  },
})

/** The schema, a pack, and a programme that goes by it. */
const prepared = async (url: string): Promise<string> => {
  await prepareDatabase(url)
  const { db, close } = openDatabase(url, { max: 1 })
  try {
    const pack = await readFile(new URL('../../rulepacks/cn-2015/rules.json', import.meta.url), 'utf8')
    await registerPacks(db, [JSON.parse(pack) as Json], new Date())
  } finally {
    await close()
  }
  const [office, programme] = [randomUUID(), randomUUID()]
  await asked(
    url,
    "insert into organisation (id, kind, name, created_at) values ($1, 'office', '办公室', now())",
    [office],
  )
  await asked(
    url,
    `insert into programme (id, code, name, office_id, field, from_day, rule_pack, numbering, class_rule, pass_mark, created_at)
      values ($1, 'KILLED', '项目', $2, '', '2006-06-29', 'cn-2015', '{}', '{}', '{}', now())`,
    [programme, office],
  )
  return programme
}

const asked = async <Row extends object>(url: string, text: string, values: unknown[]): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

export const started = async (databaseUrl: string, dataFolder: string): Promise<ChildProcess> => {
  const child = fork(fileURLToPath(new URL('ledger-process.ts', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  child.setMaxListeners(50)
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)))
    child.once('message', () => resolve())
    child.send({ databaseUrl, dataFolder })
  })
  return child
}

let orders = 0

/** Entries that a command has posted, once it is acknowledged; rejects where nobody knows. */
const ordered = (child: ChildProcess, post: NonNullable<LedgerOrder['post']>): Promise<number> =>
  new Promise((resolve, reject) => {
    const number = (orders += 1)
    const heard = (reply: LedgerReply): void => {
      if (reply.number !== number) return
      over()
      if (reply.entries === undefined) reject(new Error(reply.failed))
      else resolve(reply.entries)
    }
    const gone = (): void => {
      over()
      reject(new Error('the process is gone'))
    }
    const over = (): void => void child.off('message', heard).off('exit', gone)
    child.on('message', heard).on('exit', gone)
    if (!child.connected) return gone()
    child.send({ number, post } satisfies LedgerOrder, (error) => {
      if (error) gone()
    })
  })

/** The server and every process it has begun: none of them says goodbye. */
const killPostgres = async (url: string): Promise<void> => {
  const [row] = await asked<{ file: string }>(url, "select pg_read_file('postmaster.pid') as file", [])
  const pid = Number.parseInt(row?.file ?? '', 10)
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  for (const one of [pid, ...children.split(' ').filter(Boolean).map(Number)])
    try {
      process.kill(one, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
}

/** Every acknowledged activity has one row, one entry and one event. */
const counted = async (
  url: string,
  ids: readonly string[],
): Promise<Pick<KilledPosting, 'lost' | 'twice'>> => {
  const rows = await asked<{ id: string; least: number; most: number }>(
    url,
    `select who.id, least(a.n, e.n, coalesce(v.n, 0))::int as least, greatest(a.n, e.n, v.n)::int as most from unnest($1::uuid[]) as who (id)
      cross join lateral (select count(*) as n from activity where id = who.id) as a
      cross join lateral (select count(*) as n from ledger_entry where activity_id = who.id) as e
      left join (select (data ->> 'activity')::uuid as id, count(*) as n from event where name = 'ledger.activityCredited' group by 1) as v on v.id = who.id`,
    [ids],
  )
  const of = (isWrong: (row: { least: number | null; most: number }) => boolean): string[] =>
    rows.filter(isWrong).map(({ id }) => id)
  return { lost: of(({ least }) => !least), twice: of(({ most }) => most > 1) }
}
