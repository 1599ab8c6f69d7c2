import { SegmentedMessage } from 'sms-segments-calculator'

const TYPOGRAPHY: readonly [RegExp, string][] = [
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/[\u201c\u201d\u201e\u2033]/g, '"'],
  [/[\u2010-\u2015]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u00a0\u2000-\u200a\u202f\u205f]/g, ' '],
  [/\u200b|\u200c|\u200d|\ufeff|\u2060/g, ''],
]

/** A text as it goes out by SMS: characters that only look nicer would make it cost twice as much. */
export function plainForSms(text: string): string {
  const plain = TYPOGRAPHY.reduce((words, [fancy, simple]) => words.replace(fancy, simple), text)
  // A joiner holds emoji together; there it is no decoration.
  return (/\p{Extended_Pictographic}/u.test(text) ? text : plain).trim()
}

/** How a text is sent and charged: GSM-7 has 160 letters in one part (153 in several), UCS-2 70 (67). */
export function countSegments(text: string): { encoding: 'GSM-7' | 'UCS-2'; segments: number } {
  if (text === '') return { encoding: 'GSM-7', segments: 1 }
  const counted = new SegmentedMessage(text)
  return { encoding: counted.encodingName as 'GSM-7' | 'UCS-2', segments: counted.segmentsCount }
}
