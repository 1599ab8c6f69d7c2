import type { HouseDatabase } from '../platform/database/house-database.ts'
import { openHouseDatabase } from '../platform/database/house-database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { createLog } from '../platform/logging.ts'
import { logTo } from '../platform/log-destination.ts'
import { loadSettings } from '../platform/settings.ts'
import type { App } from '../app.ts'
import type { Call } from './command.ts'

/** What a command is given, and how to put away afterwards what it opened. */
export function createCall(facts: {
  name: string
  words: string[]
  options: Call['options']
  json: boolean
}) {
  let house: Promise<HouseDatabase> | null = null
  let app: Promise<App> | null = null

  const open = async ({ migrated = true, alone = false } = {}) => {
    house ??= openHouseDatabase(loadSettings(process.env), { what: `atrium ${facts.name}`, beside: !alone })
    const { database, settings } = await house
    if (migrated) await migrate(database)
    return { database, settings }
  }
  const openApp = () => {
    app ??= (async () => {
      const { database, settings } = await open()
      const { createApp } = await import('../app.ts')
      return createApp({
        settings,
        database,
        services: { log: createLog(settings.logLevel, logTo(process.stderr)) },
      })
    })()
    return app
  }
  const call: Call = {
    ...facts,
    print: (text) => void (facts.json ? process.stderr : process.stdout).write(`${text}\n`),
    answer: (value) => {
      if (facts.json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    open,
    openApp,
  }
  const close = async () => {
    await app?.then((each) => each.stop()).catch(() => {})
    await house?.then((each) => each.close()).catch(() => {})
  }
  // Ctrl-C in the middle of a command: the embedded database is stopped before the process ends.
  const stop = (code: number) => () => {
    setTimeout(() => process.exit(code), 5_000).unref()
    void close().finally(() => process.exit(code))
  }
  process.once('SIGINT', stop(130))
  process.once('SIGTERM', stop(143))
  return { call, close }
}
