import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { extensionValue, URLS } from './questionnaire/extensions.ts'
import type { Item, Questionnaire } from './questionnaire/questionnaire.ts'
import { allItems, copyrightIn } from './questionnaire/questionnaire.ts'

// The published words: whoever changes one has another instrument, with other cut-offs.
const often = {
  en: ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'],
  de: ['Überhaupt nicht', 'An einzelnen Tagen', 'An mehr als der Hälfte der Tage', 'Beinahe jeden Tag'],
}
const PHQ9 = {
  en: [
    'Little interest or pleasure in doing things',
    'Feeling down, depressed, or hopeless',
    'Trouble falling or staying asleep, or sleeping too much',
    'Feeling tired or having little energy',
    'Poor appetite or overeating',
    'Feeling bad about yourself, or that you are a failure or have let yourself or your family down',
    'Trouble concentrating on things, such as reading the newspaper or watching television',
    'Moving or speaking so slowly that other people could have noticed? Or the opposite, being so fidgety or restless that you have been moving around a lot more than usual',
    'Thoughts that you would be better off dead, or of hurting yourself in some way',
  ],
  de: [
    'Wenig Interesse oder Freude an Ihren Tätigkeiten',
    'Niedergeschlagenheit, Schwermut oder Hoffnungslosigkeit',
    'Schwierigkeiten, ein- oder durchzuschlafen, oder vermehrter Schlaf',
    'Müdigkeit oder Gefühl, keine Energie zu haben',
    'Verminderter Appetit oder übermäßiges Bedürfnis zu essen',
    'Schlechte Meinung von sich selbst; Gefühl, ein Versager zu sein oder die Familie enttäuscht zu haben',
    'Schwierigkeiten, sich auf etwas zu konzentrieren, z. B. beim Zeitunglesen oder Fernsehen',
    'Waren Ihre Bewegungen oder Ihre Sprache so verlangsamt, dass es auch anderen auffallen würde? Oder waren Sie im Gegenteil „zappelig“ oder ruhelos und hatten dadurch einen stärkeren Bewegungsdrang als sonst?',
    'Gedanken, dass Sie lieber tot wären oder sich Leid zufügen möchten',
  ],
}
const GAD7 = {
  en: [
    'Feeling nervous, anxious or on edge',
    'Not being able to stop or control worrying',
    'Worrying too much about different things',
    'Trouble relaxing',
    'Being so restless that it is hard to sit still',
    'Becoming easily annoyed or irritable',
    'Feeling afraid as if something awful might happen',
  ],
  de: [
    'Nervosität, Ängstlichkeit oder Anspannung',
    'Nicht in der Lage sein, Sorgen zu stoppen oder zu kontrollieren',
    'Übermäßige Sorgen bezüglich verschiedener Angelegenheiten',
    'Schwierigkeiten zu entspannen',
    'Rastlosigkeit, so dass Stillsitzen schwerfällt',
    'Schnelle Verärgerung oder Gereiztheit',
    'Gefühl der Angst, so als würde etwas Schlimmes passieren',
  ],
}
const first = (words: typeof PHQ9, count: number) => ({
  en: words.en.slice(0, count),
  de: words.de.slice(0, count),
})
const WHO5 = {
  en: [
    'I have felt cheerful and in good spirits',
    'I have felt calm and relaxed',
    'I have felt active and vigorous',
    'I woke up feeling fresh and rested',
    'My daily life has been filled with things that interest me',
  ],
  de: [
    '… war ich froh und guter Laune',
    '… habe ich mich ruhig und entspannt gefühlt',
    '… habe ich mich energisch und aktiv gefühlt',
    '… habe ich mich beim Aufwachen frisch und ausgeruht gefühlt',
    '… war mein Alltag voller Dinge, die mich interessieren',
  ],
}
const wellBeing = {
  en: [
    'At no time',
    'Some of the time',
    'Less than half of the time',
    'More than half of the time',
    'Most of the time',
    'All of the time',
  ],
  de: [
    'Zu keinem Zeitpunkt',
    'Ab und zu',
    'Etwas weniger als die Hälfte der Zeit',
    'Etwas mehr als die Hälfte der Zeit',
    'Meistens',
    'Die ganze Zeit',
  ],
}

const read = (name: string): Questionnaire =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../packs/mental-health/forms', `${name}.json`), 'utf8'),
  )
const german = (node: unknown) =>
  JSON.stringify(node ?? '').match(
    /"valueCode":"de"\},\{"url":"content","valueString":"((?:[^"\\]|\\.)*)"/,
  )?.[1]
const isScored = (item: Item) =>
  item.answerOption?.some((one) => extensionValue(one, URLS.ordinalValue) !== undefined)

describe('an instrument has the words that were published', () => {
  test.each([
    ['phq-9', PHQ9, often, 'No permission is required'],
    ['phq-2', first(PHQ9, 2), often, 'No permission is required'],
    ['gad-7', GAD7, often, 'No permission is required'],
    ['gad-2', first(GAD7, 2), often, 'No permission is required'],
    ['who-5', WHO5, wellBeing, 'Free for non-commercial use'],
  ])('%s, in English and German, with its licence', (name, words, answers, licence) => {
    const form = read(name)
    const scored = allItems(form).filter(isScored)
    expect(scored.map(({ text }) => text)).toEqual(words.en)
    expect(scored.map(({ _text }) => german(_text))).toEqual(words.de)
    for (const item of scored) {
      const byWeight = item.answerOption!.toSorted(
        (a, b) => Number(extensionValue(a, URLS.ordinalValue)) - Number(extensionValue(b, URLS.ordinalValue)),
      )
      expect(byWeight.map((one) => one.valueCoding!.display)).toEqual(answers.en)
      expect(byWeight.map((one) => german(one.valueCoding))).toEqual(answers.de)
      expect(byWeight.map((one) => extensionValue(one, URLS.ordinalValue))).toEqual(
        answers.en.map((_word, at) => at),
      )
      expect(item.required).toBe(true)
    }
    expect(copyrightIn('en', form)).toContain(licence)
    expect(copyrightIn('de', form)).not.toBe(copyrightIn('en', form))
  })

  test.each(['phq-9', 'gad-7'])('%s asks how hard it makes life, and does not count that', (name) => {
    const hard = allItems(read(name)).find(({ linkId }) => linkId.endsWith('.hard'))!
    expect(hard.answerOption!.map((one) => one.valueCoding!.display)).toEqual([
      'Not difficult at all',
      'Somewhat difficult',
      'Very difficult',
      'Extremely difficult',
    ])
    expect(isScored(hard)).toBe(false)
  })
})
