import { openHouseDatabase } from './platform/database/house-database.ts'
import { LaunchError } from './platform/database/launcher/index.ts'
import { MigrationError, migrate } from './platform/database/migrate.ts'
import { takeSeedingTurn } from './platform/database/seeding-turn.ts'
import { listen } from './platform/http/listen.ts'
import { createMetrics } from './platform/http/metrics.ts'
import { createLog } from './platform/logging.ts'
import { logTo } from './platform/log-destination.ts'
import { SettingsError, loadSettings, localUrl } from './platform/settings.ts'
import { StartError } from './platform/start-error.ts'

type Stop = () => Promise<void>

/** What has been started, in order; it is stopped in the opposite order. */
const started: Stop[] = []
let stopping: Promise<void> | null = null

function say(text: string) {
  process.stdout.write(`${text}\n`)
}

async function start() {
  const wished = loadSettings(process.env)
  const log = createLog(wished.logLevel, logTo(process.stderr))
  // A mistake in the background must not take everybody's work down with it.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'work in the background failed'))
  process.on('uncaughtException', (error) => {
    // Through the log, which masks what may be personal; the state is unknown, so the process ends.
    log.error({ err: error }, 'Atrium has to stop')
    void stopAll().finally(() => process.exit(1))
  })
  const metrics = wished.metricsPort === null ? null : createMetrics()
  // The port first: when it is taken, nothing else has been touched.
  const door = await listen(wished, metrics?.observe)
  const port = door.port
  const publicUrl = wished.port === 0 ? localUrl(wished.host, port) : wished.publicUrl

  // The program is loaded while the database starts.
  const loading = import('./app.ts')
  loading.catch(() => {})
  const { database, settings, close } = await openHouseDatabase(
    { ...wished, port, publicUrl },
    {
      what: 'npm start',
      log: (message) => log.warn(message),
      onLost: (reason) => void fail(new StartError(reason)),
    },
  )
  started.push(close)
  const applied = await migrate(database)
  if (applied.length > 0)
    log.info({ applied: applied.length }, 'the database has been brought to this version')
  const turn = await takeSeedingTurn(database.owner)
  if (turn.emptied) await migrate(database)
  const { createApp } = await loading
  const app = createApp({ settings, database, services: { log } })
  started.push(() => app.stop())
  const demo = settings.demo ? await import('./simulation/demo.ts') : null
  if (demo && (await app.practiceIds()).length === 0) {
    await turn.fill(() => demo.seedDemoIfEmpty({ settings, database, now: new Date(), say }))
  }
  turn.end()
  if (metrics) {
    const metricsDoor = await listen({ host: settings.host, port: settings.metricsPort! })
    metricsDoor.answerWith(metrics.fetch)
    started.push(() => metricsDoor.close(0))
  }
  await app.startWorkers()
  door.answerWith(app.fetch)
  // Closed first: nobody new comes in while the open answers end.
  started.push(() => door.close())
  say(`Atrium is ready at ${localUrl(settings.host, port)}`)
  for (const line of (await demo?.demoSignIns(database)) ?? []) say(line)
  const token = await app.firstRunToken()
  // Behind the #, so that no server or proxy logs it.
  if (token) say(`Make your practice at ${settings.publicUrl}/first-run#${token}`)
}

/** Once; whoever asks a second time waits for the first. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of started.reverse()) await stop().catch(() => {})
  })()
  return stopping
}

/** Known reasons are one plain sentence; anything else is a bug, and says where. */
async function fail(error: Error) {
  // Stopped in the middle of its start, the rest of the start fails; that is nobody's news.
  if (stopping) return
  const known = [SettingsError, LaunchError, MigrationError, StartError].some((kind) => error instanceof kind)
  process.stderr.write(known ? `${error.message}\n` : `Atrium had to stop: ${error.stack ?? error.message}\n`)
  await stopAll()
  process.exit(error instanceof SettingsError ? 2 : 1)
}

async function stopOnSignal() {
  // A second Ctrl-C does not wait; the database then stops by itself.
  if (stopping) process.exit(130)
  say('Atrium is stopping.')
  await stopAll()
  process.exit(0)
}

// Whoever reads our lines may stop reading; that is no reason to stop working.
process.stdout.on('error', () => {})
process.on('SIGINT', () => void stopOnSignal())
process.on('SIGTERM', () => void stopOnSignal())
process.on('SIGHUP', () => void stopOnSignal())

await start().catch(fail)
