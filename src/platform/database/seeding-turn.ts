import type pg from 'pg'

/** The right to fill an empty database; one process at a time. */
export interface SeedingTurn {
  /** True when the database held an unfinished filling, which is gone now: it has to be migrated again. */
  emptied: boolean
  /** Runs the filling. Killed in the middle, it leaves a mark, and the next start begins anew. */
  fill(work: () => Promise<unknown>): Promise<void>
  end(): void
}

const SEEDING_LOCK = 727_270_003

/**
 * Waits until no other process fills this database. What a killed one left half done is thrown away: the mark stands
 * in the database itself and only while nobody could have worked with it, so no real data is ever behind it.
 */
export async function takeSeedingTurn(owner: pg.Pool): Promise<SeedingTurn> {
  const client = await owner.connect()
  // Filling takes a minute; the connection is not used again afterwards.
  const end = () => client.release(true)
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [SEEDING_LOCK])
    const { rows } = await client.query<{ marked: boolean }>(
      `select to_regclass('public.unfinished_seeding') is not null as marked`,
    )
    const emptied = rows[0]!.marked
    if (emptied)
      await client.query(
        'begin; drop schema public cascade; drop schema auth cascade; create schema public; commit',
      )
    const fill = async (work: () => Promise<unknown>) => {
      await client.query('create table unfinished_seeding ()')
      await work()
      await client.query('drop table unfinished_seeding')
    }
    return { emptied, fill, end }
  } catch (error) {
    end()
    throw error
  }
}
