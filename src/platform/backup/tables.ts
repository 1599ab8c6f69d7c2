import type pg from 'pg'

/** A table as a backup sees it. */
export interface TableFacts {
  /** With its schema, quoted for SQL. */
  name: string
  columns: string[]
  /** Who may read every row of it: its owner, or the steward where row-level security is forced. */
  reader: 'owner' | 'atrium_steward' | null
  forced: boolean
  /** The tables its foreign keys lead to, without itself and without keys that may wait for the end of a transaction. */
  needs: string[]
}

/** The names of applied migrations are written by migrate itself. */
const NOT_DATA = `format('%I.%I', nspname, relname) <> 'public.migration'`

/**
 * Every table of ours, each after those that its foreign keys lead to. Throws when keys go round in a circle: one of them
 * has to be deferrable then.
 */
export async function findTables(client: pg.PoolClient): Promise<TableFacts[]> {
  const { rows } = await client.query<TableFacts>(`
    select format('%I.%I', nspname, relname) as name, relforcerowsecurity as forced,
      (select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      case when not relforcerowsecurity then 'owner'
        when exists (select from pg_policy where polrelid = c.oid and polroles @> array[(select oid from pg_roles where rolname = 'atrium_steward')])
         and has_table_privilege('atrium_steward', c.oid, 'select') then 'atrium_steward' end as reader,
      coalesce((select array_agg(distinct format('%I.%I', n2.nspname, t2.relname))
        from pg_constraint k join pg_class t2 on t2.oid = k.confrelid join pg_namespace n2 on n2.oid = t2.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and not k.condeferrable and k.confrelid <> c.oid), '{}') as needs
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname in ('public', 'auth') and relkind in ('r', 'p') and not relispartition and ${NOT_DATA}
      and not exists (select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e')
    order by 1`)
  return sortByNeeds(rows)
}

/** Parents before children. */
export function sortByNeeds<T extends { name: string; needs: string[] }>(tables: T[]): T[] {
  const sorted: T[] = []
  const done = new Set<string>()
  let waiting = tables
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every((name) => done.has(name)))
    if (ready.length === 0)
      throw new Error(`Foreign keys go round in a circle: ${waiting.map(({ name }) => name).join(', ')}.`)
    for (const table of ready) {
      sorted.push(table)
      done.add(table.name)
    }
    waiting = waiting.filter(({ name }) => !done.has(name))
  }
  return sorted
}

export function columnList(columns: string[]): string {
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ')
}

export interface AuditHead {
  practiceId: string
  seq: number
  hash: string
}

/** The end of each practice's audit chain, as this connection's transaction sees it. */
export async function auditHeads(client: pg.PoolClient): Promise<AuditHead[]> {
  const { rows } = await client.query<AuditHead>(
    `select distinct on (practice_id) practice_id as "practiceId", seq, hash from audit_seal order by practice_id, seq desc`,
  )
  return rows
}
