import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../platform/project-root.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

// Real processes that run the jobs of automations, killed in the middle of them, two at a time.
const EVENTS = 30
const server = join(projectRoot(), 'dist/server')
const children: ChildProcess[] = []

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await app.end()
})

test.skipIf(!existsSync(join(server, 'app.js')))(
  'processes that are killed midway, and two at once, carry out each step of each run exactly once',
  async () => {
    const clients = await makeClients()
    const make = await app.as(willow.nora).post('/automations', {
      name: 'Three steps',
      on: true,
      definition: {
        events: ['client.updated'],
        steps: [
          { kind: 'do', action: 'clients.add_tag', settings: { tag: 'Killed' } },
          { kind: 'do', action: 'team.create_task', settings: { title: 'Once', queue: 'front_desk' } },
          { kind: 'do', action: 'messages.send', settings: { text: 'Once, {{ client_name }}' } },
        ],
      },
    })
    expect(make.status, JSON.stringify(make.body)).toBe(200)
    await app.inPractice(
      { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
      async (ctx) => {
        for (const clientId of clients)
          ctx.record('client.updated', { subject: ['client', clientId], clientId })
      },
    )
    const done: number[] = []
    // Both die; then one of two dies; then the last two go on to the end together.
    for (const killed of [2, 1, 0]) {
      const pair = await Promise.all([startWorker(), startWorker()])
      if (killed > 0) await untilAtWork(done.at(-1) ?? 0)
      for (const { child } of pair.slice(0, killed)) child.kill('SIGKILL')
      await Promise.all(pair.map(({ gone }) => gone))
      done.push(await countSteps())
      // What the dead had taken is free again when their lease is over.
      app.clock.advance({ minutes: 3 })
    }
    expect(done[0]).toBeGreaterThan(0)
    expect(done[0]).toBeLessThan(3 * EVENTS)
    const [counts] = await app.sql(
      `select (select count(*)::int from automation_run where automation_id = $2 and state = 'done') as runs,
        (select count(*)::int from automation_step s join automation_run r on r.id = s.run_id where r.automation_id = $2 and s.outcome = 'did') as steps,
        (select count(*)::int from event where practice_id = $1 and name = 'client.tag_added' and data ->> 'tag' = 'Killed') as tagged,
        (select count(*)::int from task where practice_id = $1 and title = 'Once') as tasks,
        (select count(*)::int from event where practice_id = $1 and name = 'task.created') as told,
        (select count(*)::int from message where practice_id = $1 and rule = 'automation') as messages,
        (select count(distinct client_id)::int from task where practice_id = $1 and title = 'Once') as clients`,
      [willow.practiceId, make.body.id],
    )
    expect(counts).toEqual({
      runs: EVENTS,
      steps: 3 * EVENTS,
      tagged: EVENTS,
      tasks: EVENTS,
      told: EVENTS,
      messages: EVENTS,
      clients: EVENTS,
    })
  },
  120_000,
)

async function makeClients(): Promise<string[]> {
  const rows = await app.sql(
    `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, created_at)
     select $1, gen_random_uuid(), 700 + n, 'Guest', 'Number ' || n, 'guest ' || n, 'number ' || n, now()
     from generate_series(1, $2::int) n returning id`,
    [willow.practiceId, EVENTS],
  )
  return rows.map(({ id }) => id as string)
}

/** A process of its own that does what is due, as the program's worker does, and ends when nothing is left. */
async function startWorker(): Promise<{ child: ChildProcess; gone: Promise<unknown> }> {
  const from = (path: string) => JSON.stringify(pathToFileURL(join(server, path)).href)
  const script = `
    import { createApp } from ${from('app.js')}
    import { openDatabase } from ${from('platform/database/database.js')}
    import { loadSettings } from ${from('platform/settings.js')}
    const now = new Date(process.env.TEST_NOW)
    const settings = { ...loadSettings({ ATRIUM_DATA: process.env.TEST_DATA, ATRIUM_LOG: 'error' }), secret: 'x'.repeat(40) }
    const app = createApp({ settings, database: openDatabase(process.env.TEST_DB), services: { clock: { now: () => now } } })
    console.log('at work')
    await app.settle()
    process.exit(0)`
  const { connectionString } = app.database.owner.options as { connectionString: string }
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      ...process.env,
      TEST_DB: connectionString,
      TEST_DATA: tmpdir(),
      TEST_NOW: app.clock.now().toISOString(),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await Promise.race([new Promise((resolve) => child.stdout!.once('data', resolve)), gone])
  expect(child.exitCode).toBeNull()
  return { child, gone }
}

async function countSteps(): Promise<number> {
  const [row] = await app.sql(`select count(*)::int as count from automation_step where practice_id = $1`, [
    willow.practiceId,
  ])
  return row!.count as number
}

/** Some steps more are done, and others are under way. */
async function untilAtWork(before: number) {
  for (let turn = 0; turn < 4_000 && (await countSteps()) < before + 8; turn += 1) await pause(5)
}
