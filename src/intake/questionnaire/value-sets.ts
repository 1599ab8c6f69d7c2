import type { Coding } from './questionnaire.ts'
import { ITEM_TYPES } from './questionnaire.ts'

/** A value set that is known without a terminology server. `text`: may this be given where a plain text is asked? */
export interface ValueSetRule {
  codings: Coding[]
  judge(coding: Coding): 'in' | 'not_in' | 'wrong_display'
  text(value: string): boolean
}

const YES_NO = 'http://terminology.hl7.org/CodeSystem/v2-0136'
const COUNTRIES = 'urn:iso:std:iso:3166'
const REGIONS = 'http://unstats.un.org/unsd/methods/m49/m49.htm'

const LISTS: Record<string, { system: string; concepts: [string, string][] }[]> = {
  'http://hl7.org/fhir/ValueSet/administrative-gender': [
    {
      system: 'http://hl7.org/fhir/administrative-gender',
      concepts: [
        ['male', 'Male'],
        ['female', 'Female'],
        ['other', 'Other'],
        ['unknown', 'Unknown'],
      ],
    },
  ],
  'http://hl7.org/fhir/ValueSet/item-type': [
    {
      system: 'http://hl7.org/fhir/item-type',
      concepts: ITEM_TYPES.map((type) => [type, TYPE_WORDS()[type] ?? type]),
    },
  ],
  'http://hl7.org/fhir/ValueSet/yesnodontknow': [
    {
      system: YES_NO,
      concepts: [
        ['Y', 'Yes'],
        ['N', 'No'],
      ],
    },
    {
      system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
      concepts: [['asked-unknown', "Don't know"]],
    },
  ],
  'http://hl7.org/fhir/ValueSet/days-of-week': [
    {
      system: 'http://hl7.org/fhir/days-of-week',
      concepts: [
        ['mon', 'Monday'],
        ['tue', 'Tuesday'],
        ['wed', 'Wednesday'],
        ['thu', 'Thursday'],
        ['fri', 'Friday'],
        ['sat', 'Saturday'],
        ['sun', 'Sunday'],
      ],
    },
  ],
}

/** FHIR's own lists that forms use most; null for any other. */
export function knownValueSetIfAny(address: string): ValueSetRule | null {
  const [plain] = address.split('|')
  if (plain === 'http://hl7.org/fhir/ValueSet/jurisdiction') return jurisdiction
  const parts = LISTS[plain!]
  if (!parts) return null
  const codings = parts.flatMap(({ system, concepts }) =>
    concepts.map(([code, display]) => ({ system, code, display })),
  )
  return {
    codings,
    judge: (given) => {
      const found = codings.find((each) => each.code === given.code && each.system === given.system)
      if (!found) return 'not_in'
      return given.display === undefined || sameWords(given.display, found.display) ? 'in' : 'wrong_display'
    },
    text: (value) => codings.some(({ display }) => sameWords(display, value)),
  }
}

export function sameWords(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

// Countries, their parts, and the regions of the United Nations; a country's words differ too much to be judged.
const jurisdiction: ValueSetRule = {
  codings: [],
  judge: ({ system, code = '' }) => {
    if (system === COUNTRIES)
      return /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) && countryName(code.slice(0, 2)) ? 'in' : 'not_in'
    return system === REGIONS && /^\d{3}$/.test(code) ? 'in' : 'not_in'
  },
  text: (value) => {
    for (let at = 0; at < 26 * 26; at += 1) {
      const code = String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))
      const name = countryName(code)
      if (name && sameWords(name, value)) return true
    }
    return false
  },
}

function countryName(code: string): string | undefined {
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code)
}

function TYPE_WORDS(): Record<string, string> {
  return {
    group: 'Group',
    display: 'Display',
    question: 'Question',
    boolean: 'Boolean',
    decimal: 'Decimal',
    integer: 'Integer',
    date: 'Date',
    dateTime: 'Date Time',
    time: 'Time',
    string: 'String',
    text: 'Text',
    url: 'Url',
    choice: 'Choice',
    'open-choice': 'Open Choice',
    attachment: 'Attachment',
    reference: 'Reference',
    quantity: 'Quantity',
  }
}
