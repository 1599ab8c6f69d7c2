import type Holidays from 'date-holidays'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'

/** Whose holidays: a country (ISO 3166), where it has them a state and a region of it. */
export interface Region {
  country: string
  state: string | null
  region: string | null
  /** In the order of preference; empty: the country's own. */
  languages: readonly string[]
}

export interface Holiday {
  /** First and last day, both included; the first is the holiday's key. */
  day: string
  lastDay: string
  name: string
  /** 'public': by law for everybody; banks only, or as an employer chooses. */
  kind: 'public' | 'bank' | 'optional'
  /** Only part of the day, such as an afternoon: a person decides what that means here. */
  partOfDay: boolean
  substitute: boolean
}

const KINDS = ['public', 'bank', 'optional']

// The data of all countries is large and rarely asked for: it is read when somebody first looks at holidays.
async function reader(): Promise<typeof Holidays> {
  return (await import('date-holidays')).default
}

/** The holidays of the years, by day; two on one day are one with both names. 422 for a country without data. */
export async function holidaysOf(region: Region, years: readonly number[]): Promise<Holiday[]> {
  await requireRegion(region)
  const Reader = await reader()
  const found = new Reader(region.country, region.state ?? '', region.region ?? '', {
    types: KINDS as never,
    ...(region.languages.length > 0 ? { languages: [...region.languages] } : {}),
  })
  const all = years.flatMap((year) => found.getHolidays(year, region.languages[0])).map(holidayOf)
  const byDay = new Map<string, Holiday>()
  for (const each of all.sort(publicFirst)) {
    const other = byDay.get(each.day)
    if (!other) byDay.set(each.day, each)
    else if (!other.name.includes(each.name)) other.name = `${other.name} / ${each.name}`
  }
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

const publicFirst = (a: Holiday, b: Holiday) =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || Number(a.partOfDay) - Number(b.partOfDay)

interface Told {
  date: string
  start: Date
  end: Date
  name: string
  type: string
  substitute?: boolean | undefined
}

function holidayOf({ date, start, end, name, type, substitute }: Told): Holiday {
  const day = date.slice(0, 10)
  const hours = (end.getTime() - start.getTime()) / 3_600_000
  // A day of a clock change has 23 hours; feasts of several days are given with the evening before, which is no day.
  const days = Math.max(1, Math.floor((hours + 1) / 24))
  return {
    day,
    lastDay: addLocalDays(day, days - 1),
    name,
    kind: type as Holiday['kind'],
    partOfDay: hours < 23 || !date.slice(11, 16).startsWith('00:00'),
    substitute: substitute ?? false,
  }
}

export interface RegionChoices {
  countries: Choice[]
  states: Choice[]
  regions: Choice[]
  languages: string[]
}
interface Choice {
  key: string
  name: string
}

/** What there is to choose from, named in somebody's language. */
export async function regionChoices(
  { country, state }: { country: string | null; state: string | null },
  language: string,
): Promise<RegionChoices> {
  const all = new (await reader())()
  const choices = (of: Record<string, string> | undefined) =>
    Object.entries(of ?? {})
      .map(([key, name]) => ({ key, name }))
      .sort((a, b) => a.name.localeCompare(b.name, language))
  if (!country)
    return { countries: choices(all.getCountries(language)), states: [], regions: [], languages: [] }
  const here = new (await reader())(country)
  return {
    countries: choices(all.getCountries(language)),
    states: choices(all.getStates(country, language)),
    regions: state ? choices(all.getRegions(country, state, language)) : [],
    languages: here.getLanguages() ?? [],
  }
}

async function requireRegion({ country, state, region, languages }: Region) {
  const all = new (await reader())()
  const known = (of: Record<string, string> | undefined, key: string) => Object.hasOwn(of ?? {}, key)
  if (!known(all.getCountries(), country))
    throw invalid(
      'country',
      `No holidays are known of '${country}'. Choose a country of the list, or enter closed days by hand.`,
    )
  if (state && !known(all.getStates(country), state))
    throw invalid('state', `'${state}' is no part of this country. Choose one of the list.`)
  if (region && !known(all.getRegions(country, state ?? ''), region))
    throw invalid('region', `'${region}' is no part of '${state}'. Choose one of the list.`)
  if (languages.some((each) => !/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(each)))
    throw invalid('languages', 'Give languages such as "de" or "fr".')
}
