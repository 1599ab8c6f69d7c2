import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'

/** A text in the server's code; `{}` stands where the code puts a value. */
export interface Written {
  file: string
  english: string
  /** The program may say it to people: a call that refuses says it, or it looks like a sentence. */
  isSentence: boolean
}

interface Node {
  type: string
  [key: string]: unknown
}

interface Text {
  english: string
  /** What the values in it are made of. */
  values: Node[]
}

const NOT_THE_SERVER = /(^|\/)(screens|testing|simulation|ui|cli|migrations)(\/|$)/
/** What speaks to the operator in the terminal, to the log, to other programs or in both languages by itself. */
const NOT_REFUSALS = [
  /^platform\/(backup|database\/launcher|ical|x12)\//,
  /^platform\/(database\/(database|migrate)|settings|secret|http\/(listen|stream)|signin\/tables)\.ts$/,
  /^platform\/mail\/(carried|message|smtp)\.ts$/,
  /^platform\/money\/(currencies|rate|rounding|split)\.ts$/,
  /\/words\.ts$/,
]
/** Which argument of a refusal is said. */
const SAID: Record<string, number> = {
  problem: 2,
  Problem: 2,
  invalid: 1,
  forbidden: 0,
  notFound: 0,
  regex: 1,
  refine: 1,
}
/** Text that no refusal says: documentation, what has its German beside it, and bugs of ours. */
const OTHER_PROPERTIES = new Set(['summary', 'description', 'en', 'de'])
const OTHER_CALLS = new Set(['describe', 'wrong', 'Error', 'TypeError', 'StartError'])

/** The texts of all slices' server code and of the platform's. */
export function textsOf(src: string): Written[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/\.(test|generated|d)\.ts$/.test(path))
    .filter((path) => path.includes('/') && !NOT_THE_SERVER.test(path))
    .filter((path) => !NOT_REFUSALS.some((each) => each.test(path)))
    .toSorted()
    .flatMap((path) => textsIn(path, readFileSync(join(src, path), 'utf8')))
}

/** Every text of a file, in the order in which it is written. */
export function textsIn(file: string, code: string): Written[] {
  const program = parseAst(code, { lang: 'ts' }, file) as unknown as Node
  const constants = constantsOf(program)
  const expand = (node: Node) => expandWith(constants, node)
  const found = new Map<string, Written>()
  const keep = ({ english }: Text, isSentence: boolean) =>
    found.set(english, { file, english, isSentence: isSentence || (found.get(english)?.isSentence ?? false) })
  const visit = (node: Node): void => {
    if (isOther(node)) return
    for (const text of saidBy(node, expand).filter(hasWords)) keep(text, true)
    const texts = isText(node) ? expand(node) : []
    for (const text of texts) keep(text, hasWords(text) && looksLikeSentence(text))
    const inner = isText(node) ? texts.flatMap(({ values }) => values) : childrenOf(node)
    for (const each of inner.filter((each) => each !== node)) visit(each)
  }
  visit(program)
  return [...found.values()]
}

function isOther(node: Node): boolean {
  if (node.type === 'Property') return OTHER_PROPERTIES.has(nameOf(node.key as Node))
  return OTHER_CALLS.has(calleeOf(node)) || /^(Import|TS(?!As|NonNull|Satisfies))/.test(node.type)
}

/** What a call that refuses says: `notFound('This invoice')` says a whole sentence. */
function saidBy(node: Node, expand: (node: Node) => Text[]): Text[] {
  const callee = calleeOf(node)
  const position = Object.hasOwn(SAID, callee) ? SAID[callee]! : -1
  const said = position < 0 ? undefined : (node.arguments as Node[])[position]
  if (!said) return []
  const texts = expand(said)
  if (callee !== 'notFound') return texts
  return texts.map(({ english, values }) => ({ english: `${english} was not found.`, values }))
}

function calleeOf(node: Node): string {
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression'
  return isCall ? nameOf(node.callee as Node) : ''
}

function isText(node: Node): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string'
  if (node.type === 'BinaryExpression')
    return node.operator === '+' && [node.left, node.right].some((each) => isText(each as Node))
  return [
    'TemplateLiteral',
    'ConditionalExpression',
    'LogicalExpression',
    'ParenthesizedExpression',
  ].includes(node.type)
}

/** Every text that the expression may become: a choice between two words makes two sentences, each with its grammar. */
function expandWith(constants: ReadonlyMap<string, string>, node: Node): Text[] {
  const constant = node.type === 'Identifier' ? constants.get(node.name as string) : undefined
  if (constant !== undefined) return [{ english: constant, values: [] }]
  if (!isText(node)) return [{ english: '{}', values: [node] }]
  const expand = (each: Node) => expandWith(constants, each)
  const part = (name: string) => expand(node[name] as Node)
  switch (node.type) {
    case 'Literal':
      return [{ english: node.value as string, values: [] }]
    case 'ParenthesizedExpression':
      return part('expression')
    case 'ConditionalExpression':
      return [...part('consequent'), ...part('alternate')]
    case 'LogicalExpression':
      return [...part('left'), ...part('right')]
    case 'BinaryExpression':
      return combine([part('left'), part('right')])
    default: {
      const texts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => [
        { english: value.cooked, values: [] },
      ])
      const values = (node.expressions as Node[]).map(expand)
      return combine(texts.flatMap((text, nth) => [text, ...(values[nth] ? [values[nth]] : [])]))
    }
  }
}

/** Texts that the file keeps under a name. */
function constantsOf({ body }: Node): Map<string, string> {
  const declared = (body as Node[])
    .map((each) => (each.type === 'ExportNamedDeclaration' ? (each.declaration as Node | null) : each))
    .filter((each) => each?.type === 'VariableDeclaration')
    .flatMap((each) => each!.declarations as { id: Node; init: Node | null }[])
  return new Map(
    declared.flatMap(({ id, init }) =>
      typeof init?.value === 'string' ? [[nameOf(id), init.value] as const] : [],
    ),
  )
}

function combine(parts: Text[][]): Text[] {
  return parts.reduce(
    (before, next) =>
      before.flatMap((a) =>
        next.map((b) => ({ english: a.english + b.english, values: [...a.values, ...b.values] })),
      ),
    [{ english: '', values: [] }],
  )
}

function hasWords({ english }: Text): boolean {
  return /[a-z]/i.test(english.replace(' was not found.', ''))
}

/** A capital or a value, several words, and an end. */
function looksLikeSentence({ english }: Text): boolean {
  return (
    /^(\p{Lu}|[“"„]\p{L}|\{\})/u.test(english) && /\p{L}.* .*\p{L}/u.test(english) && /[.?!]$/.test(english)
  )
}

function childrenOf(node: Node): Node[] {
  const isTagged = node.type === 'TaggedTemplateExpression'
  const from = isTagged ? ((node.quasi as Node).expressions as Node[]) : Object.values(node)
  return from.flat().filter((each): each is Node => typeof (each as Node | null)?.type === 'string')
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name as string
  if (node.type === 'MemberExpression') return nameOf(node.property as Node)
  if (node.type === 'CallExpression') return nameOf(node.callee as Node)
  return 'value'
}
