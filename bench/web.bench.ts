import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Bench, Figure } from './bench.ts'

/** Most kB of JavaScript (gzip) that a page may load before it shows something. */
const TARGETS = { public: 95, staff: 190 }

/** The weight of the two entries: what their HTML names, what that imports, and the program that the staff's start asks for. */
const web: Bench = async ({ root }) => {
  const folder = join(root, 'dist/web')
  return (['public', 'staff'] as const).map((entry): Figure => {
    const files = eagerFiles(folder, readFileSync(join(folder, `${entry}.html`), 'utf8'))
    const bytes = [...files].reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
      0,
    )
    const value = Math.round(bytes / 100) / 10
    return {
      name: `JavaScript of the ${entry} entry, gzip`,
      value,
      unit: 'kB',
      target: TARGETS[entry],
      ok: value <= TARGETS[entry],
    }
  })
}

function eagerFiles(folder: string, html: string): Set<string> {
  const found = new Set<string>()
  const visit = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    const text = readFileSync(join(folder, file), 'utf8')
    for (const [, name] of text.matchAll(/(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g))
      visit(`assets/${name}`)
    for (const [, name] of text.matchAll(/import\(["'`]\.\/(frame-[\w-]+\.js)["'`]\)/g))
      visit(`assets/${name}`)
  }
  for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[\w.-]+\.js)"/g)) visit(file!)
  return found
}

export default web
