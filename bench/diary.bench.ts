import type { Context } from '../src/platform/operation/context.ts'
import { backgroundQuery, calendarQuery, findFreeTimes, readDiary } from '../src/scheduling/index.ts'
import type { Bench, Figure } from './bench.ts'
import { NOW, addVisits, openDiary, quick } from './diary-fixture.ts'
import type { Diary } from './diary-fixture.ts'

const DAY = 86_400_000
const TARGET = 0.5

/** Free times and the calendar at the server, each beside its own reads alone. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: 50, rooms: 10, clients: 2_000 })
  try {
    await addVisits(diary, { visits: 3_000, firstWeek: 0 })
    return [...(await freeTimes(diary)), await calendar(diary, 200), await calendar(diary, 1_000)]
  } finally {
    await diary.stop()
  }
}

export default bench

async function freeTimes(diary: Diary): Promise<Figure[]> {
  const { serviceId, practitioners } = diary
  const from = new Date(NOW.getTime() + 7 * DAY)
  const month = { serviceId, practitionerId: practitioners[0]!, from, days: 31, by: 'client' as const }
  const all = { serviceId, from, days: 31, limit: 10, by: 'client' as const }
  const asked = { ...month, to: new Date(from.getTime() + 31 * DAY) }
  const first = { ...all, to: new Date(from.getTime() + DAY), rulesTo: new Date(from.getTime() + 31 * DAY) }
  return inside(diary, async (ctx) => [
    await figure('free times of a practitioner-month', {
      act: () => findFreeTimes(ctx, month),
      bare: () => readDiary(ctx, asked),
    }),
    await figure('first 10 free times of 50 practitioners and 10 rooms', {
      act: () => findFreeTimes(ctx, all),
      bare: () => readDiary(ctx, first),
    }),
  ])
}

/** Of the whole operation, with its gate and answer, beside its two statements: the visits, and what lies behind them. */
async function calendar(diary: Diary, visits: number): Promise<Figure> {
  const { app, key, practiceId } = diary
  const from = new Date(NOW.getTime() + 7 * DAY)
  const span = { from, to: await endOf(diary, from, visits) }
  const url = `http://bench/api/calendar?from=${span.from.toISOString()}&to=${span.to.toISOString()}`
  const act = async () => {
    const answer = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${key}` } }))
    if (answer.status !== 200) throw new Error(await answer.text())
    await answer.text()
  }
  const bare = () =>
    app.inPractice({ practiceId, actor: { kind: 'system', name: 'bench' }, name: 'bench' }, async (ctx) => {
      await calendarQuery(ctx, span).execute(ctx.db)
      await backgroundQuery(ctx, span).execute(ctx.db)
    })
  return figure(`calendar of ${visits} visits`, { act, bare })
}

async function endOf({ database, practiceId }: Diary, from: Date, visits: number): Promise<Date> {
  const { rows } = await database.owner.query<{ starts_at: Date }>(
    'select starts_at from appointment where practice_id = $1 and starts_at >= $2 order by starts_at limit 1 offset $3',
    [practiceId, from, visits],
  )
  return rows[0]!.starts_at
}

function inside<T>({ app, practiceId }: Diary, work: (ctx: Context) => Promise<T>): Promise<T> {
  return app.inPractice({ practiceId, actor: { kind: 'system', name: 'bench' }, name: 'bench' }, work)
}

/** Milliseconds of the quicker turns (a quarter is quicker), taken in turn with the bare reads. */
async function figure(
  name: string,
  { act, bare }: { act(): Promise<unknown>; bare(): Promise<unknown> },
): Promise<Figure> {
  const times = { act: [] as number[], bare: [] as number[] }
  for (let turn = 0; turn < 60; turn += 1) {
    for (const [which, run] of [
      ['act', act],
      ['bare', bare],
    ] as const) {
      const began = performance.now()
      await run()
      if (turn >= 10) times[which].push(performance.now() - began)
    }
  }
  const [value, limit] = [quick(times.act), quick(times.bare)]
  const ratio = limit / value
  return { name, value, unit: 'ms', limit, ratio, target: TARGET, ok: ratio >= TARGET }
}
