import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Account, Lodging } from './account.ts'
import { commandFor, handOver } from './account.ts'
import { executable } from './binaries.ts'
import { markComplete } from './data-folder.ts'
import { LaunchError } from './launch-error.ts'

/** The role that owns Atrium's tables. It is no superuser and can't bypass row-level security. */
export const OWNER = 'atrium'

/**
 * Makes the database beside its final place and moves it there when it is whole, so that a start that is
 * interrupted leaves nothing half done. Throws LaunchError.
 */
export function makeDatabase(dataDir: string, { account, native, pgdata }: Lodging) {
  const draft = `${pgdata}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  handOver(draft, account)
  const password = passwordOf(dataDir)
  const passwordFile = join(draft, '..', `.password-${process.pid}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  handOver(passwordFile, account)
  try {
    const identity = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    const letters = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
    run(account, { program: executable(native, 'initdb'), args: ['-D', draft, ...identity, ...letters] })
    run(account, {
      program: executable(native, 'postgres'),
      args: ['--single', '-D', draft, '-c', 'exit_on_error=on', 'postgres'],
      input: firstStatements(password),
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  chmodSync(draft, 0o700)
  renameSync(draft, pgdata)
  const expected = join(dataDir, 'postgres')
  if (pgdata !== expected && !existsSync(expected)) symlinkSync(pgdata, expected)
  markComplete(dataDir)
}

/** The password of the database's roles: made once, readable by the owner of the data folder only. */
export function passwordOf(dataDir: string): string {
  const path = join(dataDir, 'postgres-password')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  if (existsSync(join(dataDir, 'postgres'))) {
    throw new LaunchError(
      `The file ${path} is missing, and without it the database can't be opened. Put it back, or restore a backup into a new folder.`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(path, `${password}\n`, { mode: 0o600 })
  return password
}

/** Single-user mode reads one statement a line. */
function firstStatements(password: string): string {
  return [
    `create role ${OWNER} login createdb createrole nosuperuser nobypassrls password '${password}'`,
    `create database ${OWNER} owner ${OWNER}`,
    '',
  ].join(';\n')
}

function run(
  account: Account,
  { program, args, input = '' }: { program: string; args: string[]; input?: string },
) {
  const { file, words, identity } = commandFor(account, program)
  const done = spawnSync(file, [...words, ...args], {
    ...identity,
    cwd: dirname(program),
    input,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  if (done.status === 0) return
  const said = `${done.stderr ?? ''}${done.error?.message ?? ''}`.trim().split('\n')
  const reason =
    said.findLast((line) => /error|fatal|could not|No space/i.test(line)) ?? said.at(-1) ?? 'no reason given'
  throw new LaunchError(
    `The database could not be created: ${reason.replace(/^.*?(ERROR|FATAL|error):\s*/, '')}`,
  )
}
