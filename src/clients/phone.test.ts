import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/project-root.ts'
import { readPhone } from './phone.ts'
import { foldText, lastKeyOf, searchKeyOf, searchPartsOf } from './search-key.ts'

describe('a phone number', () => {
  test.each([
    ['+1 (212) 555-0199', 'DE', '+12125550199'],
    ['(212) 555-0199', 'US', '+12125550199'],
    ['1-212-555-0199', 'US', '+12125550199'],
    ['0049 30 901820', 'US', '+4930901820'],
    ['030 / 90 18 20', 'DE', '+4930901820'],
    ['+49 (0)30 901820', 'DE', '+4930901820'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['06 6982', 'IT', '+39066982'],
    ['＋４９ ３０ ９０１８２０', 'DE', '+4930901820'],
  ])('%s in %s is %s', (typed, country, expected) => {
    expect(readPhone(typed, country)).toBe(expected)
  })

  test.each([
    ['901820', 'DE'],
    ['555-0199', 'US'],
    ['ask her mother', 'US'],
    ['+49 30 901820 ext. 12', 'DE'],
    ['12', 'DK'],
  ])('%s in %s cannot be read and stays as it was typed', (typed, country) => {
    expect(readPhone(` ${typed} `, country)).toBe(typed)
  })
})

const examples = join(projectRoot(), '../shared/data/text/phone_examples.json')
test.skipIf(!existsSync(examples))(
  'the example number of every country is read in its international writing',
  () => {
    const all = JSON.parse(readFileSync(examples, 'utf8')) as Record<
      string,
      { national: string; calling_code: string; e164: string }
    >
    for (const [country, { national, calling_code, e164 }] of Object.entries(all)) {
      expect(readPhone(`+${calling_code} ${national}`, 'ZZ'), country).toBe(e164)
      expect(readPhone(`00${calling_code}-${national}`, country), country).toBe(e164)
    }
    const known = (...countries: string[]) =>
      countries.flatMap((country) => (all[country] ? [{ country, ...all[country] }] : []))
    for (const { country, national, e164 } of known('US', 'CA'))
      expect(readPhone(national, country), country).toBe(e164)
    for (const { country, national, e164 } of known('DE', 'GB', 'FR', 'CH', 'AU', 'NL'))
      expect(readPhone(`0${national}`, country), country).toBe(e164)
    for (const { country, national, e164 } of known('IT', 'ES', 'DK', 'NO', 'PL', 'PT'))
      expect(readPhone(national, country), country).toBe(e164)
  },
)

describe('the search', () => {
  test.each([
    ['MÜLLER', 'muller'],
    ['Straße', 'strasse'],
    ['İstanbul ISPARTA', 'istanbul isparta'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['ﬁnn', 'finn'],
    ['が行', 'が行'],
    ['  two   spaces ', 'two spaces'],
  ])('folds %s to %s', (typed, folded) => expect(foldText(typed)).toBe(folded))

  test('composed and decomposed writing of the same name are one', () => {
    expect(foldText('Zoe\u0308')).toBe(foldText('Zo\u00eb'))
    expect(foldText('\u1112\u1161\u11ab')).toBe(foldText('한'))
  })

  test('looks through names, number, addresses and the digits of phones', () => {
    const contacts = [
      { kind: 'email', value: 'a@b.example' },
      { kind: 'phone', value: '+49 30 1' },
    ] as const
    expect(searchKeyOf({ number: 7, givenName: 'Ann', familyName: 'Öz', contacts })).toBe(
      'ann oz 7 a@b.example 49301',
    )
    expect(lastKeyOf({ givenName: 'Ann', familyName: 'Öz' })).toBe('oz ann')
  })

  test('looks through the birth date in the orders in which people write it', () => {
    const key = searchKeyOf({
      number: 7,
      givenName: 'Ann',
      familyName: 'Oz',
      bornOn: '1979-02-08',
      contacts: [],
    })
    for (const typed of ['1979-02-08', '08.02.1979', '8021979', '02/08/1979', '1979']) {
      expect(key, typed).toContain(searchPartsOf(typed)[0])
    }
  })

  test('takes a phone in any writing as one part, and names as several, the longest first', () => {
    expect(searchPartsOf('(0212) 555-01')).toEqual(['21255501'])
    expect(searchPartsOf('Jo Whitfield')).toEqual(['whitfield', 'jo'])
    expect(searchPartsOf('   ')).toEqual([])
  })
})
