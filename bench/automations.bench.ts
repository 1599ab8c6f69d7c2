import type { Context } from '../src/platform/operation/context.ts'
import { perform } from '../src/platform/operation/gate.ts'
import { operations } from '../src/app.ts'
import type { Bench } from './bench.ts'
import type { Diary } from './diary-fixture.ts'
import { openDiary } from './diary-fixture.ts'

const EVENTS = 400
const ROUNDS = 3
const SYSTEM = { kind: 'system', name: 'bench' } as const

/** Events per second through the engine with 50 active automations, beside the same events that none listens to. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: 2, rooms: 2, clients: 500 })
  try {
    const bare = await best(diary)
    for (let nth = 0; nth < 50; nth += 1) await addAutomation(diary, nth)
    const engine = await best(diary)
    return [
      {
        name: 'events/s through 50 active automations, one of which acts',
        value: engine,
        unit: '/s',
        limit: bare,
        ratio: engine / bare,
      },
    ]
  } finally {
    await diary.stop()
  }
}

export default bench

/** 49 whose condition decides against it, and one that does something for each client's first change. */
async function addAutomation({ app, practiceId }: Diary, nth: number) {
  const create = operations.find(({ path }) => path === 'POST /automations')!
  const definition = {
    events: ['client.updated'],
    conditions:
      nth === 0
        ? []
        : [{ fact: nth % 2 ? 'visits.missed' : 'account.open', op: 'more_than', value: 1_000 + nth }],
    steps: [{ kind: 'do', action: 'clients.add_tag', settings: { tag: 'Changed' } }],
  }
  await perform(app.house, create, {
    practiceId,
    actor: SYSTEM,
    input: { name: `Rule ${nth}`, definition, on: true },
  })
}

async function best(diary: Diary): Promise<number> {
  let most = 0
  for (let round = 0; round < ROUNDS; round += 1) most = Math.max(most, await perSecond(diary, round))
  return most
}

async function perSecond({ app, practiceId, clients }: Diary, round: number): Promise<number> {
  const record = (ctx: Context) => {
    for (let nth = 0; nth < EVENTS; nth += 1) {
      const clientId = clients[(nth + round) % clients.length]!
      ctx.record('client.updated', { subject: ['client', clientId], clientId })
    }
    return Promise.resolve()
  }
  await app.settle()
  await app.inPractice({ practiceId, actor: SYSTEM, name: 'bench' }, record)
  const from = performance.now()
  await app.settle()
  return Math.round((EVENTS * 1_000) / (performance.now() - from))
}
