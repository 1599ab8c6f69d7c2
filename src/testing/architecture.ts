import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** A file of the house: its path from src/, and its text. */
export interface SourceFile {
  path: string
  text: string
}

/** The slices in the order in which they may look back. */
export const SLICES = [
  'practice',
  'clients',
  'scheduling',
  'messages',
  'intake',
  'billing',
  'records',
  'outreach',
  'team',
  'insight',
  'exchange',
]
const MOST_LINES = 250
/** Wire and prove the house, so they may see all of it. */
const ABOVE_THE_SLICES = ['app.ts', 'main.ts', 'testing', 'simulation', 'cli']

/** Every broken rule of the floor plan (design section 2), as a sentence each. */
export function findViolations(files: readonly SourceFile[], owners: ReadonlyMap<string, string>): string[] {
  const production = files.filter(({ path }) => !isTest(path))
  return [
    ...production.flatMap(importViolations),
    ...production.flatMap((file) => writeViolations(file, owners)),
    ...sizeViolations(files),
    ...nameViolations(files),
    ...cycles(production),
  ]
}

function importViolations(file: SourceFile): string[] {
  return importsOf(file).flatMap((target) => {
    const broken = brokenRule(file.path, target)
    return broken ? [`${file.path} imports ${target}: ${broken}`] : []
  })
}

function brokenRule(from: string, to: string): string | null {
  const [fromArea, toArea] = [areaOf(from), areaOf(to)]
  if (ABOVE_THE_SLICES.includes(fromArea)) return null
  if (isScreen(from)) return screenRule(from, to)
  if (fromArea === 'ui')
    return toArea === 'ui' || isScreen(to) || to.endsWith('.json')
      ? null
      : 'the interface knows the server only by the generated API'
  if (isScreen(to) || toArea === 'ui') return 'server code does not import screens'
  if (fromArea === 'platform') return toArea === 'platform' ? null : 'the platform knows no slice'
  if (fromArea === toArea || toArea === 'platform') return null
  if (ABOVE_THE_SLICES.includes(toArea)) return 'nothing below looks up at what wires the house'
  if (SLICES.indexOf(toArea) > SLICES.indexOf(fromArea))
    return 'a slice looks back only; effects go forward by events'
  return to === `${toArea}/index.ts` ? null : 'other slices are entered by their index.ts'
}

function screenRule(from: string, to: string): string | null {
  if (areaOf(to) === 'ui' || to.endsWith('.json')) return null
  if (isScreen(to))
    return areaOf(from) === areaOf(to) ? null : 'a screen does not import another slice’s screens'
  return 'a screen knows the server only by the generated API'
}

/** insert, update and delete of a table stand only in the slice whose migration made it. */
function writeViolations({ path, text }: SourceFile, owners: ReadonlyMap<string, string>): string[] {
  const area = areaOf(path)
  if (!SLICES.includes(area) && area !== 'platform') return []
  const found = new Set<string>()
  for (const [, verb, table] of text.matchAll(
    /\b(insert\s+into|update|delete\s+from)\s+"?([a-z_]+)"?(?=[\s(])/gi,
  )) {
    if (
      /^update$/i.test(verb!) &&
      !new RegExp(`update\\s+"?${table}"?\\s+(as\\s+)?\\w*\\s*set\\b`, 'i').test(text)
    )
      continue
    found.add(table!.toLowerCase())
  }
  for (const [, table] of text.matchAll(/\b(?:insertInto|updateTable|deleteFrom)\(\s*['"]([a-z_]+)['"]/g))
    found.add(table!)
  return [...found]
    .filter((table) => owners.has(table) && owners.get(table) !== area)
    .map((table) => `${path} writes ${table}: only ${owners.get(table)} may`)
}

function sizeViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(
      ({ path }) =>
        /\.tsx?$/.test(path) && !path.endsWith('.generated.ts') && !/\.(test|story)\.tsx?$/.test(path),
    )
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines: at most ${MOST_LINES}`)
}

function nameViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /(^|\/)(utils?|helpers?|common|types|misc)(\/|\.tsx?$)/.test(path))
    .map(({ path }) => `${path}: the name says nothing`)
}

function cycles(files: readonly SourceFile[]): string[] {
  const targets = new Map(files.map((file) => [file.path, importsOf(file, { withTypes: false })]))
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, trail: string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`)
      return
    }
    state.set(path, 'open')
    for (const next of targets.get(path) ?? []) if (targets.has(next)) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of targets.keys()) visit(path, [])
  return found
}

/** The files of ours that a file imports, as paths from src/. */
function importsOf({ path, text }: SourceFile, { withTypes = true } = {}): string[] {
  const pattern = withTypes
    ? /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"](\.[^'"]+)['"]/g
    : /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^'"]*?from\s+['"](\.[^'"]+)['"]|(?:^|\n)\s*import\s+['"](\.[^'"]+)['"]/g
  return [...text.matchAll(pattern)].map((match) => join(dirname(path), (match[1] ?? match[2] ?? match[3])!))
}

/** Tests, what only tests use (`test-….ts`), and the testing folder. */
function isTest(path: string): boolean {
  return /\.(test|story)\.tsx?$|(^|\/)test-[^/]+\.ts$/.test(path) || path.startsWith('testing/')
}

function areaOf(path: string): string {
  return path.split('/')[0]!
}

function isScreen(path: string): boolean {
  return path.split('/')[1] === 'screens'
}

/** Every source file under src/. */
export function readSources(root: string, folder = root): SourceFile[] {
  return readdirSync(folder).flatMap((name) => {
    const full = join(folder, name)
    if (statSync(full).isDirectory()) return readSources(root, full)
    return /\.(tsx?|mjs)$/.test(name)
      ? [{ path: relative(root, full), text: readFileSync(full, 'utf8') }]
      : []
  })
}

/** Table → the area whose migration creates it. */
export function tableOwners(root: string): Map<string, string> {
  const owners = new Map<string, string>()
  for (const area of ['platform', ...SLICES]) {
    const folder = join(root, area, 'migrations')
    if (!existsSync(folder)) continue
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.name.endsWith('.sql'))
    for (const { name } of files) {
      for (const [, table] of readFileSync(join(folder, name), 'utf8').matchAll(
        /^create table (?:if not exists )?([a-z_]+)/gm,
      ))
        owners.set(table!, area)
    }
  }
  return owners
}
