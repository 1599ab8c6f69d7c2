import { migrate } from '../../platform/database/migrate.ts'
import { defineCommand } from '../command.ts'

export const command = defineCommand({
  summary: "Bring the database to this program's schema",
  usage: '[--json]',
  help: 'npm start does this by itself; several processes may do it at once, one of them works and the others wait.',
  run: async ({ open, print, answer }) => {
    const { database } = await open({ migrated: false })
    const applied = await migrate(database)
    print(applied.length > 0 ? `Applied: ${applied.join(', ')}.` : 'The database is up to date.')
    answer({ applied })
  },
})
