import { Liquid } from 'liquidjs'
import { problem } from '../problem.ts'

export interface TemplateProblem {
  line: number
  column: number
  message: string
}

// What a clinic may write. Files are not reachable: there is no folder behind `render` and `include`, and both are off.
const options = {
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  // What is empty is not there: `if open_amount` must not say yes to an empty text.
  jsTruthy: true,
  parseLimit: 20_000,
  renderLimit: 200,
  memoryLimit: 500_000,
  templates: {},
  relativeReference: false,
} as const

const plain = restrict(new Liquid(options))
const escaping = restrict(new Liquid({ ...options, outputEscape: 'escape' }))

function restrict(engine: Liquid): Liquid {
  for (const tag of ['render', 'include', 'layout', 'block', 'increment', 'decrement', 'tablerow'])
    delete engine.tags[tag]
  // A template must not be able to take the escaping away again.
  delete (engine.filters as Record<string, unknown>).raw
  return engine
}

/**
 * Fills a template that people of the practice wrote (Liquid: {{ client.first_name }}, {% if … %}) with plain data.
 * `as: 'html'` escapes every value. Throws 422 `template_invalid` with line and column when it cannot be filled.
 */
export async function renderTemplate(
  text: string,
  data: object,
  as: 'text' | 'html' = 'text',
): Promise<string> {
  const engine = as === 'html' ? escaping : plain
  try {
    return await engine.parseAndRender(text, data)
  } catch (error) {
    const found = describe(error)
    throw problem(422, 'template_invalid', `The template cannot be filled: ${found.message}`, {
      problems: [found],
    })
  }
}

/**
 * What is wrong with a template before it is ever sent: broken syntax and merge fields that do not exist.
 * `allowed` are full paths such as 'client.first_name'. An empty answer means that it is fine.
 */
export function checkTemplate(text: string, allowed: readonly string[]): TemplateProblem[] {
  try {
    const found = plain.analyzeSync(plain.parse(text), { partials: false })
    const known = new Set(allowed)
    return Object.values(found.globals)
      .flat()
      .map((variable) => ({ path: pathOf(variable.segments), ...variable.location }))
      .filter(({ path }) => !known.has(path))
      .map(({ path, row, col }) => ({ line: row, column: col, message: unknownField(path, allowed) }))
  } catch (error) {
    return [describe(error)]
  }
}

/** The merge fields a template uses, each once, as full paths. */
export function fieldsOf(text: string): string[] {
  const found = plain.analyzeSync(plain.parse(text), { partials: false })
  return [
    ...new Set(
      Object.values(found.globals)
        .flat()
        .map((variable) => pathOf(variable.segments)),
    ),
  ]
}

function pathOf(segments: readonly unknown[]): string {
  return segments.map((segment) => (typeof segment === 'object' ? '[…]' : String(segment))).join('.')
}

function unknownField(path: string, allowed: readonly string[]): string {
  const near = closest(path, allowed)
  return `There is no field "${path}".${near ? ` Did you mean "${near}"?` : ''}`
}

function describe(error: unknown): TemplateProblem {
  const { message, token } = error as Error & { token?: { getPosition?: () => [number, number] } }
  const [line, column] = token?.getPosition?.() ?? [1, 1]
  // LiquidJS appends where it stood; we say that with numbers.
  return { line, column, message: message.replace(/, (file:.*)?line:\d+, col:\d+$/s, '').slice(0, 200) }
}

/** The allowed word within an edit distance of a third of its length, if any (Levenshtein). */
function closest(word: string, allowed: readonly string[]): string | undefined {
  const ranked = allowed
    .map((option) => ({ option, distance: editDistance(word.slice(0, 80), option.slice(0, 80)) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(2, best.option.length / 3) ? best.option : undefined
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
