import { sql } from 'kysely'
import { policyOf } from '../../src/access/actions.ts'
import { decide, scopeFor, type Action, type Decision } from '../../src/access/index.ts'
import type { Asking, Performer } from '../../src/platform/perform.ts'
import type { Services } from '../../src/platform/services.ts'

/** One question the spine was asked while a request was answered. */
export interface Asked {
  readonly action: Action
  /** What the matrix says to somebody who owns nothing of it. */
  readonly toStrangers: Decision
  /** Whether the matrix grants the action to a role of the asker at all. */
  readonly held: boolean
  /** Granted to anybody, or to anybody signed in. */
  readonly toAll: boolean
  /** A list is not refused but filtered. */
  readonly list: boolean
}

export interface Watch {
  /** What was asked since the last time. */
  take(): Asked[]
}

/** Carries a finished command out of its transaction, which rolls back. */
class Undone extends Error {
  readonly result: unknown
  constructor(result: unknown) {
    super('undone')
    this.result = result
  }
}

/**
 * Listens at the spine. A command that the matrix allows is played to its end and undone, so that the world is whole for
 * the next visitor; one that it forbids goes the ordinary way: whatever it did would be seen.
 */
export const watch = (services: Services): Watch => {
  const heard: Asked[] = []
  const { perform, ask }: Performer = { perform: services.perform, ask: services.ask }
  const hear = (action: Action, { actor }: Asking, list: boolean): Asked => {
    const scope = scopeFor(actor, action)
    const asked = {
      action,
      toStrangers: decide(actor, action, {}),
      held: scope !== null,
      toAll: policyOf(action).grants.some(({ to }) => to === 'anyone' || to === 'signed-in'),
      list,
    }
    // What the system does on somebody's behalf was asked for by them just before.
    if (actor.kind !== 'system') heard.push(asked)
    return asked
  }
  const spine: Performer = {
    async perform(command, input, by) {
      const asked = hear(command.action, by, false)
      if (!asked.held && by.actor.kind !== 'system') return perform(command, input, by)
      try {
        return await perform(
          {
            ...command,
            async run(unit, given, loaded) {
              const result = await command.run(unit, given, loaded)
              if (result.ok) throw new Undone(result)
              return result
            },
          },
          input,
          by,
        )
      } catch (error) {
        if (error instanceof Undone) return error.result as never
        throw error
      }
    },
    async ask(query, input, by) {
      let list = false
      const answer = await ask(
        {
          ...query,
          async load(reading, given) {
            const loaded = await query.load(reading, given)
            list = loaded !== undefined && 'listing' in loaded
            return loaded
          },
        },
        input,
        by,
      )
      hear(query.action, by, list)
      return answer
    },
  }
  Object.assign(services, spine)
  return { take: () => heard.splice(0) }
}

/** Tries, devices and signs of life, which are noted beside the spine. */
const unwatched = ['sign_in_attempt', 'known_device', 'attempt_presence', 'event_count']

/** Digest of every row of every other table, by table. */
export const contentOf = async (services: Services): Promise<Record<string, string>> => {
  const tables = await sql<{
    name: string
  }>`select tablename as name from pg_tables where schemaname = 'public' and tablename <> all (${unwatched}) order by 1`.execute(
    services.db,
  )
  const { rows } = await sql<{ name: string; content: string }>`${sql.join(
    tables.rows.map(
      ({ name }) =>
        sql`select ${name} as name, count(*) || ' rows, ' || coalesce(md5(string_agg(line, e'\n' order by line)), '') as content from (select t::text as line from ${sql.table(name)} t) lines`,
    ),
    sql` union all `,
  )}`.execute(services.db)
  return Object.fromEntries(rows.map((row) => [row.name, row.content]))
}
