import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Minor } from '../../platform/operation/shapes.ts'
import { MODES } from '../appointment/states.ts'
import { photoUrl } from './photo.ts'
import { languageFor, onlineRules } from './rules.ts'

const Slug = z.string().max(50)

const Away = z.object({
  from: z.string(),
  until: z.string(),
  substituteId: Id.nullable(),
  note: z.string().nullable(),
})

const BookingPage = z.object({
  practice: z.object({
    slug: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    website: z.string().nullable(),
    addressLines: z.array(z.string()),
    pack: z.string(),
    locale: z.string(),
    languages: z.array(z.string()),
    currency: z.string(),
    country: z.string(),
    zone: z.string(),
  }),
  locations: z.array(
    z.object({
      id: Id,
      name: z.string(),
      zone: z.string(),
      addressLines: z.array(z.string()),
      phone: z.string().nullable(),
    }),
  ),
  practitioners: z.array(
    z.object({
      id: Id,
      name: z.string(),
      title: z.string().nullable(),
      about: z.string().nullable(),
      languages: z.array(z.string()),
      photo: z.string().nullable().describe('The address of the picture; null: none.'),
      away: Away.nullable().describe(
        'Away now or within three weeks, where somebody stands in or there is something to say.',
      ),
    }),
  ),
  rules: z.object({
    notice: z.string().nullable(),
    clients: z.enum(['everybody', 'known']),
    confirmByMail: z.enum(['never', 'unknown', 'always']),
  }),
  services: z.array(
    z.object({
      id: Id,
      name: z.string(),
      description: z.string().nullable(),
      category: z.string().nullable(),
      color: z.string().nullable(),
      durationMinutes: z.int(),
      lengths: z
        .array(z.object({ minutes: z.int(), priceMinor: Minor }))
        .describe('All lengths to choose from, where there are several.'),
      inGroups: z.boolean().describe('A seat in a group: booked alone, not in a row with others.'),
      priceMinor: Minor,
      modes: z.array(z.enum(MODES)),
      clientsOnly: z.enum(['new', 'existing']).nullable(),
      requiresApproval: z.boolean(),
      seriesMax: z
        .int()
        .nullable()
        .describe('So many weekly visits may be booked at once; null: one at a time.'),
      byLink: z.boolean().describe('Booked by private link only: not listed.'),
      practitionerIds: z.array(Id),
      locationIds: z.array(Id),
    }),
  ),
})

interface PageRow {
  practice: Omit<z.input<typeof BookingPage>['practice'], 'languages'>
  locations: z.input<typeof BookingPage>['locations']
  practitioners: z.input<typeof BookingPage>['practitioners']
  services: (Omit<z.input<typeof BookingPage>['services'][number], 'lengths'> & {
    variants: Length[]
    translations: Record<string, { name?: string; description?: string }>
  })[]
}

export const page = operation({
  path: 'GET /public/{practice}/booking',
  summary: 'What can be booked online: practice, locations, practitioners, services',
  allow: 'anyone',
  takes: z.strictObject({
    practice: Slug,
    link: z
      .string()
      .max(64)
      .optional()
      .describe('Also shows the service that is booked by this private link.'),
  }),
  returns: BookingPage,
  run: async (ctx, { link }) => {
    const { services, practice, ...rest } = await readPage(ctx, link ?? null)
    const { notice, languages, clients, confirmByMail } = await onlineRules(ctx)
    const language = languageFor({ languages }, ctx.locale)
    return {
      ...rest,
      practice: { ...practice, languages },
      rules: { notice: notice[language], clients, confirmByMail },
      services: services.map(({ translations, variants, ...service }) => ({
        ...service,
        lengths: lengthsOf(service, variants),
        ...inLanguage(ctx.locale, service, translations),
      })),
    }
  },
})

interface Length {
  minutes: number
  priceMinor: number
}

function lengthsOf(
  { durationMinutes, priceMinor }: { durationMinutes: number; priceMinor: number | bigint },
  variants: Length[],
): Length[] {
  const others = variants.filter(({ minutes }) => minutes !== durationMinutes)
  if (others.length === 0) return []
  const usual = { minutes: durationMinutes, priceMinor: Number(priceMinor) }
  return [usual, ...others].sort((a, b) => a.minutes - b.minutes)
}

/** Name and description in the language of whoever reads, where the practice has written them. */
export function inLanguage(
  locale: string,
  { name, description }: { name: string; description: string | null },
  translations: Record<string, { name?: string; description?: string }>,
) {
  const translated = translations[locale]
  return { name: translated?.name ?? name, description: translated?.description ?? description }
}

/** Whatever keeps them away, only that they are, until when, and who stands in is told. */
function awayOf(ctx: Context, practitioner: RawBuilder<unknown>) {
  return sql`(select json_build_object('from', t.starts_at, 'until', t.ends_at, 'note', t.client_note,
      'substituteId', case when t.substitute_id in (select id from who) then t.substitute_id end)
    from time_off t where t.practice_id = ${ctx.practiceId} and t.practitioner_id = ${practitioner} and t.cancelled_at is null and t.blocks = 'everybody'
      and (t.substitute_id is not null or t.client_note is not null) and t.starts_at > ${ctx.now}::timestamptz - interval '401 days'
      and t.ends_at > ${ctx.now} and t.starts_at < ${ctx.now}::timestamptz + interval '21 days' order by t.starts_at limit 1)`
}

async function readPage(ctx: Context, link: string | null): Promise<PageRow> {
  const { rows } = await sql<PageRow>`with
    who as (select st.id, st.name, st.title, b.about, coalesce(b.languages, '{}') as languages, ${photoUrl(sql.raw('st.id'), sql.raw('b.photo_file_id'))} as photo from staff st
      left join booking_profile b on b.practice_id = st.practice_id and b.practitioner_id = st.id where st.practice_id = ${ctx.practiceId} and st.is_practitioner and st.bookable_online and st.disabled_at is null),
    place as (select * from location l where l.practice_id = ${ctx.practiceId} and l.archived_at is null),
    offered as (
      select s.*, (select coalesce(json_agg(sp.practitioner_id), '[]') from service_practitioner sp
          where sp.practice_id = s.practice_id and sp.service_id = s.id and sp.practitioner_id in (select id from who)) as who,
        (select coalesce(json_agg(l.id order by l.position, l.name), '[]') from place l
          where not exists (select from service_location x where x.practice_id = s.practice_id and x.service_id = s.id)
            or exists (select from service_location x where x.practice_id = s.practice_id and x.service_id = s.id and x.location_id = l.id)) as places
      from service s where s.practice_id = ${ctx.practiceId} and s.archived_at is null and s.bookable_online
        and (not s.link_only or s.link_key = ${link}))
    select
      (select json_build_object('slug', p.slug, 'name', p.name, 'phone', p.phone, 'email', p.email, 'website', p.website, 'addressLines', p.address_lines,
        'pack', p.pack, 'locale', p.locale, 'currency', p.currency, 'country', p.country, 'zone', p.zone)
        from practice p where p.practice_id = ${ctx.practiceId}) as practice,
      (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'zone', l.zone, 'addressLines', l.address_lines, 'phone', l.phone)
        order by l.position, l.name), '[]') from place l) as locations,
      (select coalesce(json_agg(json_build_object('id', w.id, 'name', w.name, 'title', w.title, 'about', w.about, 'languages', w.languages, 'photo', w.photo, 'away', ${awayOf(ctx, sql.raw('w.id'))}) order by w.name, w.id), '[]') from who w) as practitioners,
      (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'translations', s.translations, 'description', s.description, 'category', s.category,
        'color', s.color, 'durationMinutes', s.duration_minutes, 'variants', s.duration_variants, 'inGroups', s.capacity > 1, 'priceMinor', s.price_minor, 'modes', s.modes, 'clientsOnly', s.clients_only, 'requiresApproval', s.requires_approval, 'byLink', s.link_only,
        'seriesMax', case when s.capacity = 1 and not s.requires_approval then s.series_online_max end,
        'practitionerIds', s.who, 'locationIds', s.places) order by s.position, s.name), '[]') from offered s where json_array_length(s.who) > 0) as services`.execute(
    ctx.db,
  )
  return rows[0]!
}
