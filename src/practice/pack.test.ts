import { describe, expect, test } from 'vitest'
import { findPack, packKeys, packPrice, packText } from './pack.ts'

interface Item {
  linkId: string
  type: string
  text: string
  _text?: { extension: unknown[] }
  enableWhen?: { question: string }[]
  answerOption?: { valueCoding: { code: string } }[]
  item?: Item[]
}

const flat = (items: Item[]): Item[] => items.flatMap((each) => [each, ...flat(each.item ?? [])])

test('there is a pack for every profession that is promised, the bare one last', () => {
  expect(packKeys()).toEqual([
    'consulting',
    'dental',
    'law',
    'medicine',
    'mental-health',
    'physiotherapy',
    'general',
  ])
})

test('physiotherapy begins with twelve services and two pools of equipment', () => {
  const pack = findPack('physiotherapy')
  expect(pack.services).toHaveLength(12)
  expect(pack.equipment.map((each) => each.key)).toEqual(['treadmill', 'shockwave'])
})

test('an unknown pack is refused by name, also one that walks out of the folder', () => {
  expect(() => findPack('../secrets')).toThrow('There is no profession pack')
})

describe.each(packKeys())('the pack %s', (key) => {
  const pack = findPack(key)

  test('says the same words in both languages', () => {
    expect(Object.keys(pack.words.de)).toEqual(Object.keys(pack.words.en))
    expect(Object.keys(pack.words.en)).toEqual(
      expect.arrayContaining([
        'client',
        'clients',
        'practitioner',
        'practitioners',
        'appointment',
        'appointments',
      ]),
    )
  })

  test('names only forms, note templates and equipment that it has', () => {
    const forms = pack.forms.map((each) => each.key)
    const notes = pack.noteTemplates.map((each) => each.key)
    const equipment = pack.equipment.map((each) => each.key)
    for (const service of pack.services) {
      expect(forms, service.key).toEqual(expect.arrayContaining(service.formKeys))
      expect(notes, service.key).toContain(service.noteTemplateKey)
      expect(equipment, service.key).toEqual(expect.arrayContaining(service.equipment))
      for (const currency of ['USD', 'EUR', 'GBP', 'CHF'])
        expect(service.prices, service.key).toHaveProperty(currency)
    }
    expect(new Set(pack.services.map((each) => each.key)).size).toBe(pack.services.length)
  })

  test('has forms whose questions are unique, translated, and refer to questions and answers that exist', () => {
    for (const { key: formKey, questionnaire } of pack.forms) {
      expect(questionnaire).toMatchObject({ resourceType: 'Questionnaire', status: 'active' })
      const items = flat(questionnaire.item as Item[])
      const ids = items.map((each) => each.linkId)
      expect(new Set(ids).size, formKey).toBe(ids.length)
      for (const item of items) {
        expect(JSON.stringify(item._text), `${formKey} ${item.linkId}`).toContain('"valueCode":"de"')
        for (const when of item.enableWhen ?? []) {
          const asked = items.find((each) => each.linkId === when.question)
          const wanted = (when as { answerCoding?: { code: string } }).answerCoding?.code
          expect(asked, `${formKey} ${item.linkId}`).toBeDefined()
          if (wanted) expect(asked!.answerOption!.map((option) => option.valueCoding.code)).toContain(wanted)
        }
      }
    }
  })

  test('has an intake form that ends with a signature', () => {
    const intake = pack.forms.find((each) => each.key === 'intake')
    expect(JSON.stringify(intake)).toContain('questionnaire-signatureRequired')
  })
})

test('texts and prices follow language and currency; an unknown currency starts at nothing', () => {
  const [first] = findPack('physiotherapy').services
  expect(packText(first!.name, 'de')).toBe('Erstbefund')
  expect(packText(first!.name, 'en')).toBe('Initial assessment')
  expect(packPrice(first!, 'USD')).toBe(12_000)
  expect(packPrice(first!, 'JPY')).toBe(0)
})
