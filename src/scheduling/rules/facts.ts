import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { FactGroup } from '../../platform/rules/rules.ts'
import { fixedChoices, sameText } from '../../platform/rules/rules.ts'
import { listLocations, listStaff } from '../../practice/index.ts'
import { listServices } from '../services/service.ts'

const named = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: sameText(name) }))

const STATE_CHOICES = fixedChoices({
  requested: ['asked for', 'angefragt'],
  booked: ['booked', 'gebucht'],
  confirmed: ['confirmed', 'bestätigt'],
  arrived: ['arrived', 'angekommen'],
  in_room: ['in the room', 'im Raum'],
  done: ['done', 'erledigt'],
  no_show: ['did not come', 'nicht erschienen'],
  cancelled: ['cancelled', 'abgesagt'],
})
const SOURCE_CHOICES = fixedChoices({
  staff: ['the desk', 'am Empfang'],
  online: ['online', 'online'],
  phone: ['telephone', 'telefonisch'],
  walk_in: ['walk-in', 'ohne Termin gekommen'],
  series: ['a series', 'Serie'],
  plan: ['a plan', 'Plan'],
  waitlist: ['the waitlist', 'Warteliste'],
  replanning: ['replanning', 'Umplanung'],
  import: ['an import', 'Import'],
  api: ['another program', 'anderes Programm'],
})
const MODE_CHOICES = fixedChoices({
  in_person: ['in person', 'vor Ort'],
  video: ['by video', 'per Video'],
  phone: ['by telephone', 'telefonisch'],
  home: ['at home', 'zu Hause'],
})
const WEEKDAYS = fixedChoices({
  1: ['Monday', 'Montag'],
  2: ['Tuesday', 'Dienstag'],
  3: ['Wednesday', 'Mittwoch'],
  4: ['Thursday', 'Donnerstag'],
  5: ['Friday', 'Freitag'],
  6: ['Saturday', 'Samstag'],
  7: ['Sunday', 'Sonntag'],
})

type Row = { id: string; client: string | null } & Record<string, string | number | boolean | Date | null>

const visitFacts: FactGroup = {
  name: 'appointment',
  words: { en: 'the visit', de: 'der Termin' },
  fields: [
    {
      key: 'service',
      words: { en: 'service', de: 'Leistung' },
      kind: 'choice',
      choices: async (ctx) => named(await listServices(ctx)),
    },
    { key: 'category', words: { en: 'kind of service', de: 'Art der Leistung' }, kind: 'text' },
    {
      key: 'practitioner',
      words: { en: 'with whom', de: 'bei wem' },
      kind: 'choice',
      choices: async (ctx) => named(await listStaff(ctx, { practitioners: true })),
    },
    {
      key: 'location',
      words: { en: 'place', de: 'Standort' },
      kind: 'choice',
      choices: async (ctx) => named(await listLocations(ctx)),
    },
    { key: 'state', words: { en: 'state now', de: 'Stand jetzt' }, kind: 'choice', choices: STATE_CHOICES },
    { key: 'isFirst', words: { en: 'is the first one (new)', de: 'ist der erste (neu)' }, kind: 'yes_no' },
    {
      key: 'source',
      words: { en: 'booked by', de: 'gebucht über' },
      kind: 'choice',
      choices: SOURCE_CHOICES,
    },
    { key: 'mode', words: { en: 'way', de: 'Art' }, kind: 'choice', choices: MODE_CHOICES },
    { key: 'startsAt', words: { en: 'start', de: 'Beginn' }, kind: 'instant' },
    { key: 'endsAt', words: { en: 'end', de: 'Ende' }, kind: 'instant' },
    { key: 'weekday', words: { en: 'weekday', de: 'Wochentag' }, kind: 'choice', choices: WEEKDAYS },
    { key: 'minutes', words: { en: 'length in minutes', de: 'Dauer in Minuten' }, kind: 'number' },
    {
      key: 'leadDays',
      words: { en: 'days from booking to start', de: 'Tage von Buchung bis Beginn' },
      kind: 'number',
    },
    { key: 'price', words: { en: 'price', de: 'Preis' }, kind: 'money' },
    {
      key: 'cancelledLate',
      words: { en: 'was cancelled late', de: 'wurde zu spät abgesagt' },
      kind: 'yes_no',
    },
  ],
  read: async (ctx, ids) => {
    const { rows } = await sql<Row>`select a.id, a.client_id as client, a.service_id as service, s.category,
        a.practitioner_id as practitioner, a.location_id as location, a.state, a.is_first as "isFirst", a.source, a.mode,
        a.starts_at as "startsAt", a.ends_at as "endsAt", extract(isodow from a.starts_at at time zone a.zone)::text as weekday,
        (extract(epoch from a.ends_at - a.starts_at) / 60)::int as minutes,
        floor(extract(epoch from a.starts_at - coalesce(a.booked_at, a.created_at)) / 86400)::int as "leadDays",
        a.price_minor as price, a.cancelled_late as "cancelledLate", a.zone
      from appointment a join service s on s.practice_id = a.practice_id and s.id = a.service_id
      where a.practice_id = ${ctx.practiceId} and a.id = any(${ids}::uuid[])`.execute(ctx.db)
    return new Map(rows.map(({ id, client, ...values }) => [id, { values, refs: { client } }]))
  },
}

/** How a client comes: what makes somebody new or returning, and who has no next visit. */
const habitFacts: FactGroup = {
  name: 'visits',
  of: 'client',
  words: { en: 'the client’s visits', de: 'die Termine der Person' },
  fields: [
    { key: 'done', words: { en: 'visits so far', de: 'bisherige Termine' }, kind: 'number' },
    { key: 'missed', words: { en: 'visits missed', de: 'versäumte Termine' }, kind: 'number' },
    { key: 'hasNext', words: { en: 'has a next visit', de: 'hat einen nächsten Termin' }, kind: 'yes_no' },
    { key: 'isReturning', words: { en: 'was here before', de: 'war schon einmal hier' }, kind: 'yes_no' },
    { key: 'lastAt', words: { en: 'last visit', de: 'letzter Termin' }, kind: 'instant' },
  ],
  read: async (ctx, ids) => {
    const { rows } = await habits(ctx, ids)
    return new Map(
      rows.map(({ client, ...values }) => [
        client,
        { values: { ...values, isReturning: Number(values.done) > 0 } },
      ]),
    )
  },
}

interface Habit {
  client: string
  done: number
  missed: number
  hasNext: boolean
  lastAt: Date | null
}

function habits(ctx: Context, ids: readonly string[]) {
  return sql<Habit>`select c.id as client,
      count(a.id) filter (where a.state = 'done')::int as done,
      count(a.id) filter (where a.state = 'no_show')::int as missed,
      coalesce(bool_or(a.state in ('booked', 'confirmed', 'requested') and a.starts_at > ${ctx.now}), false) as "hasNext",
      max(a.starts_at) filter (where a.state = 'done') as "lastAt"
    from client c left join appointment a on a.practice_id = c.practice_id and a.client_id = c.id
    where c.practice_id = ${ctx.practiceId} and c.id = any(${ids}::uuid[]) group by c.id`.execute(ctx.db)
}

export const facts: FactGroup[] = [visitFacts, habitFacts]
