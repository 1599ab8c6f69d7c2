import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PermissionMatrix } from './platform/access/actor.ts'
import { sealSweep } from './platform/audit/seal.ts'
import { systemClock, systemRandom } from './platform/clock.ts'
import type { Database } from './platform/database/database.ts'
import { isMigrated } from './platform/database/migrate.ts'
import { deliveryJob } from './platform/events/deliver.ts'
import { listenersByEvent } from './platform/events/subscribers.ts'
import { openFiles } from './platform/files/open.ts'
import { rescanSweep } from './platform/files/rescan.ts'
import type { CallerParts } from './platform/http/caller.ts'
import { createPages } from './platform/http/pages.ts'
import { createServer } from './platform/http/server.ts'
import { createWorker } from './platform/jobs/worker.ts'
import { tidySweep } from './platform/jobs/tidy.ts'
import { createLive } from './platform/live/live.ts'
import { createLog } from './platform/logging.ts'
import { createMail, readMailbox } from './platform/mail/mail.ts'
import type { House } from './platform/operation/gate.ts'
import { inPractice, perform } from './platform/operation/gate.ts'
import { openapiOf } from './platform/operation/openapi.ts'
import type { Operation } from './platform/operation/operation.ts'
import { createPdf } from './platform/pdf/pdf.ts'
import { projectRoot } from './platform/project-root.ts'
import { catalogueOf } from './platform/rules/rules.ts'
import type { Services } from './platform/services.ts'
import type { Settings } from './platform/settings.ts'
import type { SignIn } from './platform/signin/index.ts'
import { createSignIn } from './platform/signin/index.ts'
import type { Slice } from './platform/slice.ts'
import * as billing from './billing/index.ts'
import * as clients from './clients/index.ts'
import * as exchange from './exchange/index.ts'
import * as insight from './insight/index.ts'
import * as intake from './intake/index.ts'
import * as messages from './messages/index.ts'
import * as outreach from './outreach/index.ts'
import * as practice from './practice/index.ts'
import * as records from './records/index.ts'
import * as scheduling from './scheduling/index.ts'
import * as team from './team/index.ts'

/** The house, in the order in which slices may look back. This is the only file that names them all. */
export const slices: readonly Slice[] = [
  practice.slice,
  clients.slice,
  scheduling.slice,
  messages.slice,
  intake.slice,
  billing.slice,
  records.slice,
  outreach.slice,
  team.slice,
  insight.slice,
  exchange.slice,
]

export const operations: readonly Operation[] = slices.flatMap((each) => each.operations)
export const matrix: PermissionMatrix = Object.assign({}, ...slices.map((each) => each.permissions ?? {}))
/** What automations can be made of: every slice's events, facts and actions. */
const catalogue = catalogueOf(slices)
export const topics: Record<string, string> = Object.assign({}, ...slices.map((each) => each.topics ?? {}))

/** The API's description; `npm run -s atrium -- openapi` writes it to openapi.json. */
export function openapi(): Record<string, unknown> {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    version: string
  }
  return openapiOf(operations, version)
}

export interface App {
  house: House
  signIn: SignIn
  fetch(request: Request, env?: object): Promise<Response>
  perform: (operation: Operation, call: Parameters<typeof perform>[2]) => ReturnType<typeof perform>
  inPractice<T>(who: Parameters<typeof inPractice>[1], work: Parameters<typeof inPractice<T>>[2]): Promise<T>
  practiceIds(): Promise<string[]>
  /** Null once there is a practice; until then, what makes the first one. */
  firstRunToken(): Promise<string | null>
  startWorkers(): Promise<void>
  /** Runs everything that is due, and what that queues, until nothing is left. */
  settle(): Promise<void>
  sweepAll(): Promise<void>
  stop(): Promise<void>
}

export interface AppParts {
  settings: Settings
  database: Database
  services?: Partial<Services>
  onUndeclared?: House['onUndeclared']
  /** Cheaper password hashes, for tests. */
  passwordCost?: Parameters<typeof createSignIn>[0]['passwordCost']
}

/** Puts the house together on an open, migrated database. Nothing runs before startWorkers. */
export function createApp(parts: AppParts): App {
  const { settings, database } = parts
  const services = servicesOf(parts)
  const subscribers = [...slices.flatMap((each) => each.subscribers ?? []), team.automationsOf(catalogue)]
  const live = createLive({ url: database.url, sender: database.app, log: services.log })
  const house: House = {
    database,
    services,
    live,
    listeners: listenersByEvent(subscribers),
    constraints: Object.assign({}, ...slices.map((each) => each.constraints ?? {})),
    practiceFacts: practice.findPracticeFacts,
    onUndeclared:
      parts.onUndeclared ??
      ((operation, code) => services.log.error({ operation: operation.path, code }, 'an undeclared problem')),
    onQueued: () => worker.poke(),
  }
  const tidySignIn = { name: 'sign-in.tidy', everySeconds: 3600, run: () => signIn.tidy() }
  const practiceIds = () => practice.allPracticeIds(database.app)
  const worker = createWorker({
    house,
    practiceIds,
    jobs: [deliveryJob(subscribers), ...slices.flatMap((each) => each.jobs ?? [])],
    sweeps: [sealSweep, tidySweep, rescanSweep, tidySignIn, ...slices.flatMap((each) => each.sweeps ?? [])],
  })
  const signIn = createSignIn({
    authPool: database.auth,
    settings,
    clock: services.clock,
    random: services.random,
    mail: { send: ({ to, subject, text }) => services.mail.send({ to: { address: to }, subject, text }) },
    onEvent: (event) => practice.auditSignIn(house, event),
    secondFactorRequired: (userId) => practice.isSecondFactorRequired(database.app, userId),
    ownWordsOf: (userId) => practice.ownWordsOf(database.app, userId),
    ...(parts.passwordCost ? { passwordCost: parts.passwordCost } : {}),
    onError: (error) => services.log.error({ err: error }, 'sign-in had a problem'),
  })
  practice.connectSignIn(house, signIn)
  clients.connectTimeline(house, topics)
  scheduling.connectArrivalGate(house, intake.requireNothingMissing)
  messages.connectReminderRule(house, team.plansReminders)
  scheduling.connectSettledVisits(house, [billing.findInvoicedVisits, records.findSignedVisits])
  practice.connectRoles(house, matrix)
  team.connectCatalogue(house, catalogue)
  const callers: CallerParts = {
    app: database.app,
    matrix,
    sessionOf: (request) => signIn.sessionOf(request),
    membershipsOf: (userId) => practice.membershipsOf(database.app, userId),
    practiceIdBySlug: (slug) => practice.practiceIdBySlug(database.app, slug),
    now: () => services.clock.now(),
  }
  const server = createServer({
    house,
    operations,
    callers,
    topics,
    pages: createPages(),
    openapi,
    signIn: (request, address) => signIn.handle(request, address),
    firstRun: (request) => practice.handleFirstRun(house, request),
    isReady: () => whyNotReady(database),
    embedHosts: (path) => practice.embedHosts(database.app, path),
  })
  return {
    house,
    signIn,
    fetch: async (request, env = {}) => server.fetch(request, env),
    perform: (operation, call) => perform(house, operation, call),
    inPractice: (who, work) => inPractice(house, who, work),
    practiceIds,
    firstRunToken: () => practice.firstRunTokenIfNeeded(house),
    startWorkers: async () => {
      await live.start()
      worker.start()
    },
    settle: async () => {
      while ((await worker.drain()) > 0);
      await signIn.settled()
    },
    sweepAll: () => worker.sweepAll(),
    stop: async () => {
      await worker.stop()
      await signIn.settled()
      await live.stop()
      await services.pdf.stop()
      await services.mail.close()
    },
  }
}

function servicesOf({ settings, services = {} }: AppParts): Services {
  const log = services.log ?? createLog(settings.logLevel)
  return {
    clock: systemClock,
    random: systemRandom,
    files: openFiles(settings),
    mail: createMail({
      url: settings.smtpUrl,
      from: readMailbox(settings.mailFrom) ?? { address: settings.mailFrom },
      folder: join(settings.dataDir, 'mail'),
    }),
    pdf: createPdf(),
    settings,
    ...services,
    log,
  }
}

async function whyNotReady(database: Database): Promise<string | null> {
  try {
    return (await isMigrated(database)) ? null : 'The database has another schema than this program.'
  } catch {
    return 'The database does not answer.'
  }
}
