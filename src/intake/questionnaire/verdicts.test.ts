import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultsInForm } from './check-form.ts'
import { validateResponse } from './check-response.ts'
import type { Questionnaire } from './questionnaire.ts'
import { fromItems, toItems } from './response.ts'
import type { QuestionnaireResponse } from './response.ts'

const data = join(import.meta.dirname, '../../../../shared/data/fhir')
const here = existsSync(data)
if (!here) console.warn(`The outside verdicts are skipped: there is no ${data}.`)

interface Case {
  name?: string
  file?: string
  response?: string
  questionnaire?: string[]
  supporting?: string[]
  expected_valid: boolean
}
const casesOf = (folder: string): Case[] =>
  here
    ? (JSON.parse(readFileSync(join(data, folder, 'expected.json'), 'utf8')) as { cases: Case[] }).cases
    : []
function read(folder: string, name: string): unknown {
  const path = join(data, folder, name)
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  return name.endsWith('.xml') ? fromXml(text) : JSON.parse(text)
}

/** FHIR's XML as its JSON, as far as forms need it. */
function fromXml(text: string): unknown {
  const many = ['item', 'answer', 'extension', 'enableWhen', 'answerOption', 'initial']
  const tags = text
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')
    .replace(/<text>\s*<status[\s\S]*?<\/text>/, '')
    .matchAll(/<(\/?)([\w:]+)([^>]*?)(\/?)>/g)
  const top: Record<string, unknown> = {}
  const open: Record<string, unknown>[] = [top]
  for (const [, closes, name, attributes, empty] of tags) {
    if (closes) {
      open.pop()
      continue
    }
    const at = Object.fromEntries(
      [...attributes!.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]),
    )
    const parent = open.at(-1)!
    const node: Record<string, unknown> = at.url ? { url: at.url } : {}
    const value = at.value === undefined ? node : typed(name!, at.value)
    if (many.includes(name!)) parent[name!] = [...((parent[name!] as unknown[]) ?? []), value]
    else parent[name!] = value
    if (!empty) open.push(node)
  }
  const [[resourceType, body]] = Object.entries(top) as [[string, object]]
  return { resourceType, ...body }
}

function typed(name: string, value: string): unknown {
  if (/Boolean$|^(required|repeats|readOnly)$/.test(name)) return value === 'true'
  return /(Integer|Decimal)$|^maxLength$/.test(name) ? Number(value) : value
}

describe.skipIf(!here)('answers against forms, as FHIR’s own suite judges them', () => {
  test.each(casesOf('questionnaire_validation').map((each) => [each.response!, each] as const))(
    '%s',
    (name, each) => {
      const response = read('questionnaire_validation', name) as QuestionnaireResponse
      const form = each.questionnaire!.map((one) => read('questionnaire_validation', one))[0] as Questionnaire
      const issues = validateResponse(form, response)
      const isValid = issues.every(({ severity }) => severity !== 'error')
      expect(isValid, JSON.stringify(issues.map(({ message, at }) => [at, message]))).toBe(
        each.expected_valid,
      )
    },
  )

  test.each(casesOf('enablewhen').map((each) => [each.name!, each] as const))('%s', (_name, each) => {
    const resource = read('enablewhen', each.file!) as Questionnaire | QuestionnaireResponse
    const messages =
      resource.resourceType === 'Questionnaire'
        ? faultsInForm(resource)
            .filter(({ severity }) => severity === 'error')
            .map(({ message }) => message)
        : validateResponse(
            read('enablewhen', each.supporting![0]!) as Questionnaire,
            resource as QuestionnaireResponse,
          )
            .filter(({ severity }) => severity === 'error')
            .map(({ message, at }) => `${at} ${message}`)
    expect(messages.length === 0, JSON.stringify(messages)).toBe(each.expected_valid)
    expect(messages).toMatchSnapshot()
  })

  test('the published answers to the coma scale come back as they were', () => {
    const form = read('r4_examples', 'Questionnaire-gcs.json') as Questionnaire
    const response = read('r4_examples', 'QuestionnaireResponse-gcs.json') as QuestionnaireResponse
    expect(validateResponse(form, response).filter(({ severity }) => severity === 'error')).toEqual([])
    const answers = fromItems(form, response.item!)
    expect(answers).toEqual({ '1.1': ['LA6560-2'], '1.2': ['LA6566-9'], '1.3': ['LA6556-0'] })
    expect(toItems(form, answers)).toMatchObject([
      { linkId: '1.1', answer: [{ valueCoding: { system: 'http://loinc.org', code: 'LA6560-2' } }] },
      { linkId: '1.2' },
      { linkId: '1.3' },
    ])
  })
})
