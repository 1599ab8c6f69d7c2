import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../platform/project-root.ts'
import { checkColumns } from './columns.ts'
import { readWritten } from '../../../platform/time/index.ts'
import { readMap } from './read-map.ts'
import { mapSchema } from './schema.ts'
import { suggestMap } from './suggest.ts'

const guide = join(projectRoot(), 'docs', 'guide')
const plain = {
  source: 'old',
  client: { key: ['No'], fullName: 'Name' },
  visit: { startsAt: 'Start', service: 'What' },
}

function faultsOf(map: unknown, kind: 'appointments' | 'clients' = 'appointments'): string[] {
  try {
    readMap(map, kind)
    return []
  } catch (error) {
    return (error as { details: { fields: { field: string; message: string }[] } }).details.fields.map(
      ({ field, message }) => `${field}: ${message}`,
    )
  }
}

describe('a mapping', () => {
  test('is taken when it is right, and says its own kind', () => {
    expect(readMap(plain, 'appointments')).toMatchObject({
      kind: 'appointments',
      formats: ['iso'],
      clash: 'refuse',
    })
    expect(faultsOf({ ...plain, kind: 'clients' })).toContain('visit: there is no such key here.')
  })

  test.each([
    [{ ...plain, zoen: 'UTC' }, 'zoen: there is no such key here.'],
    [{ ...plain, zone: 'Berlin' }, 'zone: "Berlin" is no IANA time zone, such as Europe/Berlin.'],
    [
      { ...plain, visit: { ...plain.visit, service: { colum: 'What' } } },
      'visit.service.colum: there is no such key here.',
    ],
    [
      { ...plain, visit: { ...plain.visit, day: 'Day' } },
      'visit: Give either startsAt, or day (with or without time).',
    ],
    [{ ...plain, client: { key: ['No'] } }, 'client: give fullName, or givenName and familyName.'],
    [
      { ...plain, formats: ['yyyy-MM-ddTHH:mm'] },
      'formats: The format "yyyy-MM-ddTHH:mm" holds "T", which stands for nothing. Letters that are meant as they are stand in quotes: \'T\'.',
    ],
    [
      { ...plain, formats: ['MM/yyyy'] },
      'formats: The format "MM/yyyy" holds neither a whole date (yyyy MM dd) nor a whole time (HH mm, or h mm a).',
    ],
    [
      {
        ...plain,
        visit: { ...plain.visit, state: { rules: [{ when: { column: 'S', is: 'x' }, state: 'gone' }] } },
      },
      'visit.state.rules.0.state: ',
    ],
    [{ ...plain, skip: [{ when: { column: 'S' }, because: 'x' }] }, 'skip.0.when: Say what must hold'],
  ])('names the wrong key: %#', (map, fault) => {
    expect(faultsOf(map).join('\n')).toContain(fault)
  })

  test('that is no object at all is told so', () => {
    for (const wrong of [null, [], 'x', 5]) expect(faultsOf(wrong)).not.toEqual([])
  })

  test('that reads columns the file does not have names them, and those there are', () => {
    expect(() => checkColumns(readMap(plain, 'appointments'), ['No', 'Name', 'Start'])).toThrow(
      /visit.service: the file has no column "What". It has: No, Name, Start./,
    )
    expect(() =>
      checkColumns(readMap(plain, 'appointments'), ['No', 'Name', 'Start', 'What', 'More']),
    ).not.toThrow()
  })

  test('of the guide is right, every one, and so is the schema beside it', () => {
    const files = [
      join(guide, 'noshow-map.json'),
      ...readdirSync(join(guide, 'import-maps')).map((name) => join(guide, 'import-maps', name)),
    ]
    expect(files.length).toBeGreaterThan(4)
    for (const file of files) {
      const map = JSON.parse(readFileSync(file, 'utf8')) as { kind: 'appointments' | 'clients' }
      expect(faultsOf(map, map.kind), file).toEqual([])
    }
    const written = readFileSync(join(guide, 'import-map.schema.json'), 'utf8')
    expect(JSON.parse(written)).toEqual(JSON.parse(mapSchema()))
  })
})

describe('dates and times', () => {
  test.each([
    ['2016-04-29T00:00:00Z', ["yyyy-MM-dd'T'HH:mm:ss'Z'"], { day: '2016-04-29', time: '00:00' }],
    ['2016-04-29T18:38:08Z', ['iso'], { day: '2016-04-29', time: '18:38', offsetMinutes: 0 }],
    ['1952-10-07 00:00:00 UTC', ['iso'], { day: '1952-10-07', time: '00:00', offsetMinutes: 0 }],
    ['2026-03-02T09:00:00-05:00', ['iso'], { day: '2026-03-02', time: '09:00', offsetMinutes: -300 }],
    ['March 2, 2026 9:00 am', ['MMMM d, yyyy h:mm a'], { day: '2026-03-02', time: '09:00' }],
    ['March 2, 2026 12:05 am', ['MMMM d, yyyy h:mm a'], { day: '2026-03-02', time: '00:05' }],
    ['03/05/2026', ['MM/dd/yyyy'], { day: '2026-03-05' }],
    ['03/05/2026', ['dd/MM/yyyy'], { day: '2026-05-03' }],
    ['31.12.26', ['dd.MM.yy'], { day: '2026-12-31' }],
    ['31.12.84', ['dd.MM.yy'], { day: '1984-12-31' }],
    ['20260302', ['yyyyMMdd'], { day: '2026-03-02' }],
    ['1462000000', ['epoch'], { day: '2016-04-30', time: '07:06', offsetMinutes: 0 }],
    ['1462000000000', ['epoch-ms'], { day: '2016-04-30', time: '07:06', offsetMinutes: 0 }],
    ['Mon, 2 Mar 2026', ['EEE, d MMM yyyy'], { day: '2026-03-02' }],
  ])('"%s" as %s', (text, formats, expected) => {
    expect(readWritten(text, formats, { day: true })).toEqual(expected)
  })

  test('month names follow the language', () => {
    expect(readWritten('2. März 2026', ['d. MMMM yyyy'], { day: true, language: 'de' })).toEqual({
      day: '2026-03-02',
    })
    expect(readWritten('2. März 2026', ['d. MMMM yyyy'], { day: true })).toBeUndefined()
  })

  test.each(['30/02/2026', '2/13/2026', '', 'yesterday', '2026-02-30', '00/00/0000'])(
    '"%s" is no date',
    (text) => {
      expect(readWritten(text, ['dd/MM/yyyy', 'iso'], { day: true })).toBeUndefined()
    },
  )

  test('10:00 AM, 22:15 and 9:05 are times', () => {
    const read = (text: string) => readWritten(text, ['HH:mm', 'h:mm a', 'H:mm'], { time: true })?.time
    expect(['10:00 AM', '10:00\u202fPM', '22:15', '9:05', '12:30 p.m.', '25:00'].map(read)).toEqual([
      '10:00',
      '22:00',
      '22:15',
      '09:05',
      '12:30',
      undefined,
    ])
  })
})

test('a mapping to begin with is made from the columns, and what is unsure is said', async () => {
  const text =
    'Client ID,Client Name,Mail,Date,Time,Treatment,Therapist\n7,"Roe, Jane",jane@example.com,04/03/2026,10:15,Massage,Kim\n'
  const { map, unsure } = await suggestMap([Buffer.from(text)], 'appointments')
  expect(readMap(map, 'appointments')).toMatchObject({
    formats: ['MM/dd/yyyy'],
    client: { key: ['Client ID'], fullName: 'Client Name', email: 'Mail' },
    visit: { day: 'Date', time: 'Time', service: 'Treatment', practitioner: 'Therapist' },
  })
  expect(unsure).toEqual(['Date: "04/03/2026" could be day/month or month/day. Month/day was taken.'])
})
