import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { insertPastAppointments } from '../src/scheduling/index.ts'
import type { Bench, Figure } from './bench.ts'
import { openDiary, type Diary } from './diary-fixture.ts'

const DAY = '2026-03-10'
const MONDAY = '2026-03-16'
const TARGET_MS = 1000
/** A dragged visit follows the pointer at 30 pictures a second or more. */
const FRAME_TARGET_MS = 34
const ROUNDS = 5
const password = 'a password of the benchmarks'

/** How long somebody at the desk waits for the calendar, in headless Chromium on the built program. */
const bench: Bench = async (premises) => {
  const { url, root, folder } = premises
  const diary = await openDiary(premises, { practitioners: 10, rooms: 20, clients: 400 })
  await fill(diary, { day: DAY, days: 1, each: 15 })
  await fill(diary, { day: MONDAY, days: 5, each: 20 })
  const email = await signInOf(diary)
  await diary.stop()
  const data = join(folder, 'paint')
  mkdirSync(data, { recursive: true })
  const { address, stop } = await serve(root, { url, data })
  const browser = await chromium.launch({
    executablePath: process.env.ATRIUM_TEST_CHROMIUM ?? process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  })
  try {
    const context = await signedIn(browser, { address, email })
    const day = `/calendar?date=${DAY}&view=day`
    return [
      figure(
        'calendar of a day, 10 columns and 150 visits, navigation to painted',
        await painted(context, day, 150),
        TARGET_MS,
      ),
      figure(
        'week of one in a practice week of 1,000 visits, navigation to painted',
        await painted(context, `/calendar?date=${MONDAY}&view=week&person=${diary.practitioners[0]}`, 100),
        TARGET_MS,
      ),
      figure(
        'longest usual picture while a visit is dragged (95th of 100)',
        await dragFrames(context, day),
        FRAME_TARGET_MS,
      ),
    ]
  } finally {
    await browser.close()
    await stop()
  }
}

export default bench

function figure(name: string, value: number, target: number): Figure {
  return { name, value: Math.round(value), unit: 'ms', target, ok: value <= target }
}

/** So many visits of 25 minutes for each practitioner on each day, from 08:00 in New York. */
async function fill(
  diary: Diary,
  { day, days, each }: { day: string; days: number; each: number },
): Promise<void> {
  const { app, practiceId, practitioners, rooms, clients, serviceId, locationId } = diary
  const first = Date.parse(`${day}T13:00:00Z`)
  const wishes = Array.from({ length: days * each * practitioners.length }, (_none, index) => {
    const who = index % practitioners.length
    const nth = Math.floor(index / practitioners.length)
    return {
      clientId: clients[index % clients.length]!,
      serviceId,
      practitionerId: practitioners[who]!,
      locationId,
      roomId: rooms[who]!,
      startsAt: new Date(first + Math.floor(nth / each) * 86_400_000 + (nth % each) * 30 * 60_000),
      durationMinutes: 25,
      state: 'booked' as const,
      source: 'staff' as const,
    }
  })
  await app.inPractice({ practiceId, actor: { kind: 'system', name: 'bench' }, name: 'bench' }, (ctx) =>
    insertPastAppointments(ctx, wishes, { overlaps: 'keep' }),
  )
}

async function signInOf({ app, database, practiceId }: Diary): Promise<string> {
  const email = `desk-${practiceId}@bench.example`
  const { userId } = await app.signIn.createUser({ email, name: 'Desk', password })
  await database.owner.query(
    `update staff set user_id = $1 where practice_id = $2 and id = (select id from staff where practice_id = $2 and role = 'front_desk' limit 1)`,
    [userId, practiceId],
  )
  return email
}

async function serve(root: string, { url, data }: { url: string; data: string }) {
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    ATRIUM_DATA: data,
    ATRIUM_DEMO: 'off',
    ATRIUM_LOG: 'error',
    DATABASE_URL: url,
  }
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /Atrium is ready at (http:\/\/\S+)/.exec(said)
      if (found) resolve(found[1]!)
    })
    child.once('exit', () => reject(new Error('Atrium did not start.')))
  })
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  return { address, stop }
}

async function signedIn(
  browser: Browser,
  { address, email }: { address: string; email: string },
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } })
  const answer = await context.request.post('/api/auth/sign-in/email', { data: { email, password } })
  if (!answer.ok()) throw new Error(await answer.text())
  return context
}

/** From the start of the navigation until so many visits have been drawn; the middle of several rounds, files cached. */
async function painted(context: BrowserContext, path: string, visits: number): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const page = await context.newPage()
    await page.goto(path, { waitUntil: 'commit' })
    const time = await page.evaluate(untilPainted, visits)
    if (round > 0) times.push(time)
    await page.close()
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!
}

/** Runs in the page: resolves after the second picture that shows the visits, rejects after twenty seconds without. */
function untilPainted(visits: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const drawn = document.querySelectorAll('[data-visit]').length
      if (performance.now() > 20_000)
        return reject(
          new Error(`Only ${drawn} of ${visits} visits are drawn at ${location.pathname}${location.search}.`),
        )
      if (drawn < visits) return void requestAnimationFrame(look)
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
    }
    look()
  })
}

async function dragFrames(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(path)
  await page.locator('[data-visit]').nth(149).waitFor({ state: 'attached' })
  const box = await firstInView(page)
  await page.mouse.move(box.x + 20, box.y + 8)
  await page.mouse.down()
  const frames = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        let last = performance.now()
        const next = (now: number) => {
          times.push(now - last)
          last = now
          if (times.length < 120) requestAnimationFrame(next)
          else resolve(times.slice(5))
        }
        requestAnimationFrame(next)
      }),
  )
  for (let step = 0; step < 100; step += 1) {
    await page.mouse.move(box.x + 20 + step * 6, box.y + 8 + (step % 30) * 6)
  }
  const sorted = (await frames).sort((a, b) => a - b)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await page.close()
  return sorted[Math.floor(sorted.length * 0.95)]!
}

async function firstInView(page: Page): Promise<{ x: number; y: number }> {
  const visit = page.locator('[data-visit]').first()
  await visit.scrollIntoViewIfNeeded()
  return (await visit.boundingBox())!
}
