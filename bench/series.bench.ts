import type { Context } from '../src/platform/operation/context.ts'
import { backgroundQuery, bookedQuery, readDiaryAt } from '../src/scheduling/index.ts'
import type { Bench, Figure } from './bench.ts'
import { NOW, addVisits, openDiary, quick } from './diary-fixture.ts'
import type { Diary } from './diary-fixture.ts'

const DAY = 86_400_000
const PREVIEW_MS = 50
const ZONE = 'America/New_York'

/** A look at a series of a year, and the capacity of a year, each the whole request beside its reads alone. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: 12, rooms: 10, clients: 2_000 })
  try {
    await addVisits(diary, { visits: 7_500, firstWeek: 0 })
    return [
      ...(await preview(diary, 'with one practitioner', diary.practitioners[0]!)),
      ...(await preview(diary, 'of any of 12 practitioners', null)),
      ...(await capacity(diary)),
    ]
  } finally {
    await diary.stop()
  }
}

export default bench

async function preview(diary: Diary, whose: string, practitionerId: string | null): Promise<Figure[]> {
  const { serviceId, locationId, clients } = diary
  const wish = { clientId: clients[7]!, serviceId, practitionerId, locationId }
  const body = JSON.stringify({ ...wish, rule: 'FREQ=WEEKLY;COUNT=52', start: '2026-03-10T10:00' })
  const act = async () => {
    const { rows } = (await ask(diary, 'series/preview', { method: 'POST', body })) as { rows: unknown[] }
    if (rows.length !== 52) throw new Error(`${rows.length} dates instead of 52.`)
  }
  const times = Array.from({ length: 52 }, (_, week) => new Date(Date.UTC(2026, 2, 10 + 7 * week, 14)))
  const bare = (ctx: Context) => readDiaryAt(ctx, { ...wish, zone: ZONE, times })
  const [figure, ...more] = await measure(diary, `preview of a series of 52 weeks ${whose}`, { act, bare })
  return [{ ...figure!, target: PREVIEW_MS, ok: figure!.value <= PREVIEW_MS }, ...more]
}

async function capacity(diary: Diary): Promise<Figure[]> {
  const act = async () => {
    const { weeks } = (await ask(diary, 'capacity?weeksBehind=26&weeksAhead=26')) as { weeks: unknown[] }
    if (weeks.length !== 53) throw new Error(`${weeks.length} weeks instead of 53.`)
  }
  const span = { from: new Date(NOW.getTime() - 182 * DAY), to: new Date(NOW.getTime() + 189 * DAY) }
  const bare = async (ctx: Context) => {
    await backgroundQuery(ctx, span).execute(ctx.db)
    await bookedQuery(ctx, span).execute(ctx.db)
  }
  const [figure, ...more] = await measure(diary, 'capacity of 53 weeks, 12 practitioners', { act, bare })
  return [{ ...figure!, target: 0.5, ok: figure!.ratio! >= 0.5 }, ...more]
}

async function ask({ app, key }: Diary, path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await app.fetch(new Request(`http://bench/api/${path}`, { ...init, headers }))
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** Milliseconds of the quicker turns (a quarter is quicker), taken in turn with the bare reads. */
async function measure(
  { app, practiceId }: Diary,
  name: string,
  { act, bare }: { act: () => Promise<unknown>; bare: (ctx: Context) => Promise<unknown> },
): Promise<Figure[]> {
  const who = { practiceId, actor: { kind: 'system' as const, name: 'bench' }, name: 'bench' }
  const times = { act: [] as number[], bare: [] as number[], processor: [] as number[] }
  for (let turn = 0; turn < 40; turn += 1) {
    const [began, spent] = [performance.now(), process.cpuUsage()]
    await act()
    const between = performance.now()
    const { user, system } = process.cpuUsage(spent)
    await app.inPractice(who, bare)
    if (turn < 8) continue
    times.act.push(between - began)
    times.processor.push((user + system) / 1_000)
    times.bare.push(performance.now() - between)
  }
  const [value, limit] = [quick(times.act), quick(times.bare)]
  return [
    { name, value, unit: 'ms', limit, ratio: limit / value },
    { name: `${name}, processor time of the program`, value: quick(times.processor), unit: 'ms' },
  ]
}
