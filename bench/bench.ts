/** One measured figure. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** The same work without Atrium (bare SQL, plain HTTP), measured in the same run. */
  limit?: number
  /** How near the value comes to the limit: 1 is as good as it can be. */
  ratio?: number
  /** What the ratio (or, without a limit, the value) has to reach; read by `ok`. */
  target?: number
  ok?: boolean
}

export interface BenchPremises {
  /** Owner URL of a PostgreSQL server made for this run, as durable as a practice's own. */
  url: string
  /** The project's folder: dist/web and dist/server are built. */
  root: string
  /** An empty folder for data. */
  folder: string
  say(line: string): void
}

/** Every bench/*.bench.ts exports one as default. */
export type Bench = (premises: BenchPremises) => Promise<Figure[]>
