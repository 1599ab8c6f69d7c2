import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../platform/database/database.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { withScratchServer } from '../../platform/database/scratch-server.ts'
import { loadSettings } from '../../platform/settings.ts'
import { liveYear } from '../../simulation/year/live-year.ts'
import { UsageError, defineCommand } from '../command.ts'

export const command = defineCommand({
  summary: 'Let a practice live on a virtual clock and prove that everything holds',
  usage: '[--days 365] [--start YYYY-MM-DD] [--seed N] [--json]',
  help: `Works on a database of its own in a temporary folder and touches no other. The same seed makes the same practice.
People call, book online, move, cancel, do not come; staff fall ill; five want the same minute; the mail server is down;
the program ends and starts anew; the clocks change. Exit code 1 when something was not as it must be.`,
  options: { days: { type: 'string' }, start: { type: 'string' }, seed: { type: 'string' } },
  run: async ({ options, print, answer }) => {
    const days = wholeNumber('days', options.days ?? '365', 3_660)
    const seed = wholeNumber('seed', options.seed ?? '1', 4_294_967_295)
    const firstDay = String(options.start ?? '2026-01-05')
    if (!/^\d{4}-\d\d-\d\d$/.test(firstDay) || Number.isNaN(Date.parse(firstDay)))
      throw new UsageError('--start takes a day, such as 2026-01-05.')
    const folder = mkdtempSync(join(tmpdir(), 'atrium-simulation-'))
    try {
      const lived = await withScratchServer(async (url) => {
        const database = openDatabase(url)
        try {
          await migrate(database)
          const settings = {
            ...loadSettings({ ATRIUM_DATA: folder, ATRIUM_LOG: 'error' }),
            secret: 'a secret of the simulation that is long enough for everything',
          }
          return await liveYear({ settings, database, firstDay, days, seed, say: print })
        } finally {
          await database.close()
        }
      })
      for (const [name, count] of [...Object.entries(lived.done), ...Object.entries(lived.refused)])
        print(`${String(count).padStart(8)}  ${name}`)
      for (const finding of lived.wrong) print(`BROKEN  ${finding}`)
      if (lived.wrong.length === 0) print(`All is well after ${lived.days} days and ${lived.visits} visits.`)
      answer(lived)
      return lived.wrong.length > 0 ? 1 : 0
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
})

function wholeNumber(name: string, given: string | boolean, most: number): number {
  const value = Number(given)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`--${name} takes a whole number from 1 to ${most}.`)
  return value
}
