import type { ParseArgsConfig } from 'node:util'
import type { Settings } from '../platform/settings.ts'
import type { Database } from '../platform/database/database.ts'
import type { App } from '../app.ts'

/** The database of the settings, open and migrated, beside a running Atrium or alone; closed after the command. */
export interface Premises {
  settings: Settings
  database: Database
}

export interface Call {
  /** The words after the command's name. */
  words: string[]
  options: Record<string, string | boolean | undefined>
  json: boolean
  /** A line for a person. With --json it goes to standard error. */
  print(text: string): void
  /** The answer for a program; printed only with --json. */
  answer(value: unknown): void
  /** Opens the database; `migrated: false` leaves its schema as it is. */
  open(how?: { migrated?: boolean; alone?: boolean }): Promise<Premises>
  /** The whole program on that database, without its workers. */
  openApp(): Promise<App>
}

export interface Command {
  summary: string
  /** What follows the name, as in `FILE [--map FILE]`. */
  usage?: string
  /** Further lines of `--help`. */
  help?: string
  options?: NonNullable<ParseArgsConfig['options']>
  /** How many words it takes; none when left out. */
  words?: [least: number, most: number]
  /** Answers the exit code: 0 fine (or nothing answered), 1 found something. */
  run(call: Call): Promise<0 | 1 | void>
}

/** A wrong call: the message and how to call it, exit code 2. */
export class UsageError extends Error {}

/** A command's file in src/cli/commands exports one of these as `command`; the file's name is the command's. */
export function defineCommand(command: Command): Command {
  return command
}
