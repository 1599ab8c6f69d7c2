import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** One line for the person at the terminal; standard output stays free for what a script reads. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** A reason that is the person's to change: printed as it is, without a stack. */
export class Refusal extends Error {}

/** Runs a step of a bin script; ends the process with a plain sentence when it is refused. */
export async function carryOut(work) {
  try {
    await work()
  } catch (error) {
    say(error instanceof Refusal ? error.message : (error?.stack ?? String(error)))
    process.exit(1)
  }
}

/** Runs a program; answers its exit code, and what it printed when `catching`. Ctrl-C reaches it through the terminal. */
export function run(file, args, { env = {}, cwd = root, catching = false, input = 'ignore', out } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = catching ? [input, 'pipe', 'pipe'] : [input, out ?? process.stderr, process.stderr]
    const child = spawn(file, args, { cwd, stdio, env: { ...process.env, ...env }, windowsHide: true })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    const pass = (signal) => child.kill(signal)
    process.on('SIGTERM', pass)
    const done = () => process.removeListener('SIGTERM', pass)
    child.once('error', (error) => (done(), reject(error)))
    child.once('close', (code, signal) => (done(), resolve({ code: code ?? 128, signal, output })))
  })
}

/** Runs a package's program (tsc, vite …) with this Node. */
export function runTool(tool, args, options) {
  return run(process.execPath, [toolPath(tool), ...args], options)
}

const PACKAGES = { tsc: 'typescript', playwright: '@playwright/test' }

function toolPath(tool) {
  const folder = join(root, 'node_modules', PACKAGES[tool] ?? tool)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[tool])
}
