import { matrix } from '../../app.ts'
import { ROLES, type Role } from '../../platform/access/actor.ts'
import { createApiKey } from '../../platform/access/api-keys.ts'
import { UsageError, defineCommand } from '../command.ts'
import { OPERATOR, choosePractice } from '../practice-choice.ts'

export const command = defineCommand({
  summary: 'Make a key for a program that uses the API',
  usage: '--role ROLE [--practice SLUG] [--name NAME] [--scopes WORD,WORD] [--days N] [--json]',
  help: `The key is printed once and never kept; only its hash is.
--role      ${ROLES.join(', ')}
--practice  which practice, when there are several
--name      what the key is for, as the list of keys shows it
--scopes    permissions the key is narrowed to, such as appointments.read,appointments.book
--days      after how many days it ends; without, it ends when it is revoked`,
  options: {
    role: { type: 'string' },
    practice: { type: 'string' },
    name: { type: 'string' },
    scopes: { type: 'string' },
    days: { type: 'string' },
  },
  run: async ({ options, openApp, print, answer }) => {
    const role = readRole(options['role'])
    const scopes = readScopes(options['scopes'])
    const days = readDays(options['days'])
    const app = await openApp()
    const practice = await choosePractice(app, options['practice'])
    const who = { practiceId: practice.id, actor: OPERATOR, name: 'api_key.create' }
    const made = await app.inPractice(who, (ctx) =>
      createApiKey(ctx, {
        name: String(options['name'] ?? 'command line'),
        role,
        scopes,
        expiresAt: days === null ? null : new Date(ctx.now.getTime() + days * 86_400_000),
      }),
    )
    print(made.key)
    answer({ ...made, practice: practice.slug, role, scopes })
  },
})

function readRole(value: unknown): Role {
  const role = ROLES.find((each) => each === value)
  if (!role) throw new UsageError(`--role must be one of ${ROLES.join(', ')}.`)
  return role
}

function readScopes(value: unknown): string[] | null {
  if (typeof value !== 'string') return null
  const words = value
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
  const unknown = words.find((word) => !Object.hasOwn(matrix, word))
  if (unknown || words.length === 0)
    throw new UsageError(
      `--scopes: "${unknown ?? ''}" is not a permission. There is: ${Object.keys(matrix).sort().join(', ')}.`,
    )
  return words
}

function readDays(value: unknown): number | null {
  if (value === undefined) return null
  const days = Number(value)
  if (!Number.isInteger(days) || days < 1 || days > 3650)
    throw new UsageError('--days must be a number from 1 to 3650.')
  return days
}
