import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { LaunchError } from '../platform/database/launcher/index.ts'
import { MigrationError } from '../platform/database/migrate.ts'
import { Problem } from '../platform/problem.ts'
import { SettingsError } from '../platform/settings.ts'
import { StartError } from '../platform/start-error.ts'
import { type Command, UsageError } from './command.ts'
import { createCall } from './call.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'commands')
const NAME = /^([a-z][a-z-]*)\.js$/

/** Every file in commands/ is a command: adding one needs no list. */
function commandNames(): string[] {
  return readdirSync(folder)
    .flatMap((file) => NAME.exec(file)?.[1] ?? [])
    .sort()
}

async function loadCommand(name: string): Promise<Command> {
  const module = (await import(pathToFileURL(join(folder, `${name}.js`)).href)) as { command: Command }
  return module.command
}

async function overview(): Promise<string> {
  const names = commandNames()
  const commands = await Promise.all(names.map(loadCommand))
  const lines = names.map((name, index) => `  ${name.padEnd(12)} ${commands[index]!.summary}`)
  return [
    'Usage: npm run -s atrium -- COMMAND',
    '',
    ...lines,
    '',
    'COMMAND --help says more. Exit codes: 0 fine, 1 found something, 2 wrong use.',
  ].join('\n')
}

function helpOf(name: string, { summary, usage = '', help }: Command): string {
  const lines = [`Usage: npm run -s atrium -- ${name} ${usage}`.trimEnd(), '', summary]
  return [...lines, ...(help ? ['', help.trim()] : [])].join('\n')
}

async function runCommand(name: string, args: string[]): Promise<number> {
  if (!commandNames().includes(name))
    throw new UsageError(`There is no command "${name}". \`npm run -s atrium -- --help\` lists them.`)
  const command = await loadCommand(name)
  const options = {
    ...command.options,
    help: { type: 'boolean', short: 'h' },
    json: { type: 'boolean' },
  } as const
  const { values, positionals } = parse(name, { args, options, allowPositionals: true, strict: true })
  if (values['help']) {
    process.stdout.write(`${helpOf(name, command)}\n`)
    return 0
  }
  const [least, most] = command.words ?? [0, 0]
  if (positionals.length < least || positionals.length > most) {
    throw new UsageError(`Usage: npm run -s atrium -- ${name} ${command.usage ?? ''}`.trimEnd())
  }
  const { call, close } = createCall({
    name,
    words: positionals,
    options: values as Record<string, string | boolean>,
    json: values['json'] === true,
  })
  try {
    return (await command.run(call)) ?? 0
  } finally {
    await close()
  }
}

function parse(name: string, config: Parameters<typeof parseArgs>[0]) {
  try {
    return parseArgs(config) as { values: Record<string, unknown>; positionals: string[] }
  } catch (error) {
    throw new UsageError(`${(error as Error).message} See \`npm run -s atrium -- ${name} --help\`.`)
  }
}

/** Reasons that are the caller's to change are one plain sentence; anything else is a bug, and says where. */
function report(error: unknown): number {
  const known = [UsageError, SettingsError, LaunchError, MigrationError, StartError, Problem].some(
    (kind) => error instanceof kind,
  )
  const text = known ? (error as Error).message : ((error as Error).stack ?? String(error))
  process.stderr.write(`${text}\n`)
  return 2
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (!name || name === '--help' || name === '-h' || name === 'help') {
    const text = `${await overview()}\n`
    if (name) process.stdout.write(text)
    else process.stderr.write(text)
    return name ? 0 : 2
  }
  return runCommand(name, rest)
}

process.exitCode = await main(process.argv.slice(2)).catch(report)
