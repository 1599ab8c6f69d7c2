import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { expressionIn, extensionValue, extensionsOf, URLS } from './extensions.ts'
import type { Item, Questionnaire } from './questionnaire.ts'
import type { QuestionnaireResponse } from './response.ts'

type Evaluate = (
  resource: unknown,
  expression: string | { base: string; expression: string },
  context: Record<string, unknown>,
  model: unknown,
) => unknown[]

interface Around {
  form: Questionnaire
  response: QuestionnaireResponse
  item?: Item
  /** What the expression starts from; the whole response if not given. */
  base?: unknown
}

// Loaded with the first form that calculates: most never do.
const load = createRequire(import.meta.url)
interface Engine {
  evaluate: Evaluate
  parse(expression: string): unknown
  model: unknown
}
let engine: Engine | null = null

function fhirpath(): Engine {
  if (!engine) {
    const { evaluate: run, parse } = load('fhirpath') as Engine
    engine = { evaluate: run, parse, model: load('fhirpath/fhir-context/r4') }
  }
  return engine
}

const MOST_EXPRESSION = 5000

/** What an expression gives; throws an Error that says why when it can't be worked out. */
export function evaluate(around: Around, expression: string): unknown[] {
  const { evaluate: run, model } = fhirpath()
  if (expression.length > MOST_EXPRESSION) throw new Error(`At most ${MOST_EXPRESSION} characters.`)
  const { form, response, item, base = response } = around
  const context: Record<string, unknown> = {
    questionnaire: form,
    resource: response,
    context: base,
    qitem: item,
  }
  for (const node of [form, item]) {
    for (const each of extensionsOf(node, URLS.variable)) {
      const { name, expression: value } = (each.valueExpression ?? {}) as {
        name?: string
        expression?: string
      }
      if (name && value) context[name] = run(base, value, { ...context }, model)
    }
  }
  const start = base === response ? expression : { base: 'QuestionnaireResponse.item', expression }
  const found = run(base, start, context, model)
  if (!Array.isArray(found)) throw new Error('It needs a terminology server.')
  return found
}

/** Is a condition true? What can't be worked out is not. */
export function holds(around: Around, expression: string): boolean {
  try {
    return evaluate(around, expression)[0] === true
  } catch {
    return false
  }
}

/** Why an expression can't be used; null when it is well-formed. */
export function faultInExpression(form: Questionnaire, expression: string): string | null {
  try {
    fhirpath().parse(expression)
    evaluate({ form, response: { resourceType: 'QuestionnaireResponse', item: [] } }, expression)
    return null
  } catch (error) {
    return (error as Error).message.slice(0, 300)
  }
}

/** The constraints of an item or form (questionnaire-constraint). */
export function constraintsOf(node: { extension?: Item['extension'] }): {
  key: string
  expression: string
  human: string
  isError: boolean
}[] {
  return extensionsOf(node as Item, URLS.constraint).map((each) => {
    const part = (name: string) =>
      String(extensionValue({ extension: each.extension ?? [] } as Item, name) ?? '')
    return {
      key: part('key'),
      expression: part('expression'),
      human: part('human'),
      isError: part('severity') === 'error',
    }
  })
}

export function calculationOf(item: Item): string | null {
  return expressionIn(item, URLS.calculated)
}

const PATTERN_MS = 100

/** Does a text match a form's pattern as a whole? A pattern that takes too long or is none answers null. */
export function matchesPattern(pattern: string, text: string): boolean | null {
  try {
    // A form's author may write a pattern that never ends on some text: it is stopped, and nobody else waits.
    const script = 'new RegExp("^(?:" + pattern + ")$", "u").test(text)'
    return runInNewContext(script, { pattern, text }, { timeout: PATTERN_MS }) as boolean
  } catch {
    return null
  }
}
