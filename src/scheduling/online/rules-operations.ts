import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { photoUrl } from './photo.ts'
import { OnlineRules, keepOnlineRules, onlineRules } from './rules.ts'

const Profile = z.object({
  practitionerId: Id,
  name: z.string(),
  title: z.string().nullable(),
  bookableOnline: z.boolean(),
  about: z.string().nullable(),
  languages: z.array(z.string()),
  photo: z.string().nullable().describe('The address of the picture; null: none.'),
})

const SetUp = z.object({
  rules: OnlineRules,
  bookingUrl: z.string(),
  embedHosts: z
    .array(z.string())
    .describe('Sites that may show the page in a frame; they are kept with the practice.'),
  profiles: z.array(Profile),
})

export const get = operation({
  path: 'GET /online-booking',
  summary: 'How the practice is booked online: rules, address, what clients read about the practitioners',
  allow: 'online.see',
  takes: z.strictObject({}),
  returns: SetUp,
  run: present,
})

export const replace = operation({
  path: 'PUT /online-booking',
  summary: 'Change the rules of online booking',
  allow: 'online.manage',
  takes: OnlineRules,
  returns: SetUp,
  run: async (ctx, rules) => {
    await keepOnlineRules(ctx, rules)
    return present(ctx)
  },
})

const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'Give languages by their codes, such as de or pt-BR.')

export const profile = operation({
  path: 'PUT /practitioners/{id}/booking-profile',
  summary: 'What clients read about a practitioner when they choose: languages and a sentence',
  allow: 'online.manage',
  takes: z.strictObject({ id: Id, about: line(200).nullable(), languages: z.array(Language).max(12) }),
  returns: Profile,
  run: async (ctx, { id, about, languages }) => {
    const known = (await profiles(ctx)).find((each) => each.practitionerId === id)
    if (!known) throw notFound('This practitioner')
    await sql`insert into booking_profile (practice_id, practitioner_id, about, languages)
      values (${ctx.practiceId}, ${id}, ${about}, ${[...new Set(languages)]})
      on conflict (practice_id, practitioner_id) do update set about = excluded.about, languages = excluded.languages`.execute(
      ctx.db,
    )
    const changed = { ...known, about, languages: [...new Set(languages)] }
    ctx.record('staff.booking_profile_changed', { subject: ['staff', id], before: known, after: changed })
    return changed
  },
})

async function present(ctx: Context): Promise<z.input<typeof SetUp>> {
  const { rows } = await sql<{
    slug: string
    embedHosts: string[]
  }>`select slug, embed_hosts as "embedHosts" from practice
    where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const { slug, embedHosts } = rows[0]!
  return {
    rules: await onlineRules(ctx),
    bookingUrl: `${ctx.services.settings.publicUrl}/book/${slug}`,
    embedHosts,
    profiles: await profiles(ctx),
  }
}

async function profiles(ctx: Context): Promise<z.input<typeof Profile>[]> {
  const { rows } = await sql<z.input<typeof Profile>>`select st.id as "practitionerId", st.name, st.title,
      st.bookable_online as "bookableOnline", p.about, coalesce(p.languages, '{}') as languages, ${photoUrl(sql.raw('st.id'), sql.raw('p.photo_file_id'))} as photo
    from staff st left join booking_profile p on p.practice_id = st.practice_id and p.practitioner_id = st.id
    where st.practice_id = ${ctx.practiceId} and st.is_practitioner and st.disabled_at is null order by st.name, st.id`.execute(
    ctx.db,
  )
  return rows
}
