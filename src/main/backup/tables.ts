import type { Client } from 'pg'

export interface TableToCopy {
  readonly schema: string
  readonly table: string
  readonly columns: readonly string[]
  /** Which rows; all where absent. */
  readonly where?: string
}

/**
 * Our tables with their stored columns, referenced before referring, so that foreign keys hold while they are filled.
 * Partitions come with their parent.
 */
export const ownTables = async (client: Client): Promise<TableToCopy[]> => {
  const { rows } = await client.query<{ table: string; columns: string[]; needs: string[] }>(`
    select c.relname as table,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select f.confrelid::regclass::text from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname`)
  return inOrder(rows).map(({ table, columns }) => ({ schema: 'public', table, columns }))
}

/** The queue's unfinished jobs; finished ones are history that the queue itself forgets. */
export const openJobs = async (client: Client): Promise<TableToCopy[]> => {
  const { rows } = await client.query<{ columns: string[] }>(`
    select array_agg(column_name::text order by ordinal_position) as columns from information_schema.columns
    where table_schema = 'pgboss' and table_name = 'job' and is_generated = 'NEVER'`)
  const columns = rows[0]?.columns
  return columns ? [{ schema: 'pgboss', table: 'job', columns, where: "state < 'completed'" }] : []
}

const inOrder = <T extends { readonly table: string; readonly needs: readonly string[] }>(
  tables: readonly T[],
): T[] => {
  const waiting = new Map(tables.map((table) => [table.table, table]))
  const ordered: T[] = []
  const place = (table: T): void => {
    if (!waiting.delete(table.table)) return
    for (const needed of table.needs) {
      const first = waiting.get(needed)
      if (first) place(first)
    }
    ordered.push(table)
  }
  for (const table of tables) place(table)
  return ordered
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const qualified = ({ schema, table }: Pick<TableToCopy, 'schema' | 'table'>): string =>
  `${quoted(schema)}.${quoted(table)}`
