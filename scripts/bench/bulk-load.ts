import pg from 'pg'

/** One statement of a load; those of a list are handed out in its order to whichever connection is free. */
export interface Step {
  readonly text: string
  readonly told?: string
}

const connections = 2

/**
 * Loads rows as anybody does who loads millions: indexes, keys and references of the tables are taken off, the steps run
 * on two connections, and everything is built and checked again over what is there. Triggers do not fire meanwhile.
 */
export const bulkLoad = async (
  url: string,
  tables: readonly string[],
  steps: readonly Step[],
  say: (text: string) => void,
): Promise<void> => {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  const [first] = clients as [pg.Client]
  try {
    for (const client of clients)
      await client.query(
        "set session_replication_role = replica; set synchronous_commit = off; set jit = off; set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 0",
      )
    const made = await takenOff(first, tables)
    await inTurn(clients, steps, say)
    const began = performance.now()
    await inTurn(clients, made.indexes, say)
    for (const { text } of made.constraints) await first.query(text)
    await inTurn(
      clients,
      tables.map((table) => ({ text: `vacuum (analyze, parallel 0) ${table}` })),
      say,
    )
    say(`indexes, keys and references of ${tables.join(', ')}: ${seconds(began)} s`)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

const inTurn = async (
  clients: readonly pg.Client[],
  steps: readonly Step[],
  say: (text: string) => void,
): Promise<void> => {
  const left = [...steps]
  await Promise.all(
    clients.map(async (client) => {
      for (let step = left.shift(); step; step = left.shift()) {
        await client.query(step.text)
        if (step.told) say(step.told)
      }
    }),
  )
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000)

interface Constraint {
  readonly relation: string
  readonly name: string
  readonly type: 'f' | 'p' | 'u'
  readonly text: string
}

/** Drops what rows are checked against one by one; hands back what makes it again. */
const takenOff = async (
  client: pg.Client,
  tables: readonly string[],
): Promise<{ readonly indexes: readonly Step[]; readonly constraints: readonly Step[] }> => {
  const { rows: constraints } = await client.query<Constraint>(
    `select conrelid::regclass::text as relation, quote_ident(conname) as name, contype as type, pg_get_constraintdef(oid) as text
      from pg_constraint where contype in ('f', 'p', 'u')
        and (conrelid = any($1::regclass[]) or (contype = 'f' and confrelid = any($1::regclass[])))
      order by contype <> 'f', conrelid, conname`,
    [tables],
  )
  const { rows: indexes } = await client.query<{ text: string; name: string; own: boolean }>(
    `select pg_get_indexdef(i.indexrelid) as text, i.indexrelid::regclass::text as name,
        exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u')) as own
      from pg_index i where i.indrelid = any($1::regclass[]) order by pg_relation_size(i.indrelid) desc, i.indexrelid`,
    [tables],
  )
  for (const { relation, name } of constraints)
    await client.query(`alter table ${relation} drop constraint ${name}`)
  for (const { name, own } of indexes) if (!own) await client.query(`drop index ${name}`)
  const again = ({ relation, name, type, text }: Constraint): Step => ({
    text: `alter table ${relation} add constraint ${name} ${type === 'f' ? text : `${type === 'p' ? 'primary key' : 'unique'} using index ${name}`}`,
  })
  const [references, keys] = [
    constraints.filter(({ type }) => type === 'f'),
    constraints.filter(({ type }) => type !== 'f'),
  ]
  return { indexes, constraints: [...keys, ...references].map(again) }
}
