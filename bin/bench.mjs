// npm run bench: measures, each figure beside the limit of the same work done bare. -- --json prints a list,
// further words choose: npm run bench -- booking
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './steps/build.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { carryOut, Refusal, root, runTool, say } from './steps/run.mjs'

const words = process.argv.slice(2)
const json = words.includes('--json')
const wanted = words.filter((word) => !word.startsWith('-'))

await carryOut(async () => {
  await ensureInstalled()
  await ensureBuilt()
  const out = join(root, 'dist', 'bench')
  rmSync(out, { recursive: true, force: true })
  const { code, output } = await runTool('tsc', ['-p', 'bench/tsconfig.json'], { catching: true })
  if (code !== 0) throw new Refusal(`The benchmarks could not be built:\n${output}`)
  const files = readdirSync(join(out, 'bench'))
    .filter((name) => name.endsWith('.bench.js') && isWanted(name))
    .sort()
  if (files.length === 0) throw new Refusal('There is no such benchmark.')
  const figures = []
  for (const file of files) figures.push(...(await measure(join(out, 'bench', file))))
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  else printTable(figures)
  process.exitCode = figures.some(({ ok }) => ok === false) ? 1 : 0
})

function isWanted(name) {
  return wanted.length === 0 || wanted.some((word) => name.startsWith(word))
}

/** Each on a server of its own with the settings that a practice has: durability is part of what is measured. */
async function measure(file) {
  const { default: bench } = await import(file)
  if (typeof bench !== 'function') throw new Refusal(`${file} exports no benchmark as default.`)
  const { withScratchServer } = await import('../dist/server/platform/database/scratch-server.js')
  const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'))
  try {
    return await withScratchServer((url) => bench({ url, root, folder, say }), {})
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function printTable(figures) {
  const rows = [['', 'value', 'limit', 'ratio', 'target', '']]
  for (const { name, value, unit, limit, ratio, target, ok } of figures) {
    rows.push([
      name,
      `${round(value)} ${unit}`,
      limit === undefined ? '' : `${round(limit)} ${unit}`,
      text(ratio),
      text(target),
      ok === undefined ? '' : ok ? 'ok' : 'MISSED',
    ])
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    )
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
  }
}

function round(value) {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3)
}

function text(value) {
  return value === undefined ? '' : round(value)
}
