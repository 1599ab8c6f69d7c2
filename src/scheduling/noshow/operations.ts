import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, InstantIn } from '../../platform/operation/shapes.ts'
import { dayOfNumber } from '../../platform/time/index.ts'
import { findAppointment, seesAppointment } from '../appointment/appointment.ts'
import { effectsOf } from './effects.ts'
import { LEARN_JOB, LEAST_ABSENCES, LEAST_VISITS } from './learn.ts'
import type { Learned } from './learned.ts'
import { latestLearnedIfAny } from './learned.ts'
import { GROUPS } from './model/features.ts'
import { LEVELS, riskOf } from './risk.ts'
import { NoShowSettings, findNoShowSettings, keepNoShowSettings } from './settings.ts'

const Share = z.number()
const ScoresView = z.object({ auc: Share.nullable(), brier: Share, logLoss: Share })
const values = z.record(z.string(), z.number())

export const RiskView = z.object({
  appointmentId: Id,
  chance: Share.nullable().describe('Of staying away, 0 to 1; null: nothing was learned yet.'),
  level: z.enum(LEVELS),
  basis: z.enum(['model', 'base_rate', 'nothing']),
  modelId: Id.nullable(),
  reasons: z.array(
    z.object({
      code: z.enum([...GROUPS, 'first_visit']),
      direction: z.enum(['up', 'down']),
      weight: Share,
      values,
    }),
  ),
})

const ModelView = z.object({
  id: Id,
  learnedAt: Instant,
  state: z.enum(['learned', 'too_few']),
  visits: z.int(),
  absences: z.int(),
  clients: z.int(),
  firstDay: Day.nullable(),
  lastDay: Day.nullable(),
  baseRate: Share,
  usesAge: z.boolean(),
  test: z
    .object({
      fromDay: Day,
      learned: z.int(),
      judged: z.int(),
      model: ScoresView,
      leadAlone: ScoresView,
      constant: ScoresView,
      calibration: z.array(
        z.object({ from: Share, to: Share, visits: z.int(), foretold: Share, seen: Share }),
      ),
      calibrationError: Share,
    })
    .nullable(),
  effects: z.array(z.object({ group: z.enum(GROUPS), code: z.string(), values, chance: Share })),
})

const ModelAnswer = z.object({
  settings: NoShowSettings,
  least: z.object({ visits: z.int(), absences: z.int() }),
  learned: ModelView.nullable(),
})

export const model = operation({
  path: 'GET /no-show-model',
  summary: 'What was learned about absences, and how well it foretells visits it had not seen',
  allow: 'no_shows.see',
  takes: z.strictObject({}),
  returns: ModelAnswer,
  run: present,
})

export const learn = operation({
  path: 'POST /no-show-model/learning',
  summary: 'Learn about absences now, not only tonight',
  allow: 'no_shows.manage',
  takes: z.strictObject({}),
  returns: z.object({}),
  run: async (ctx) => {
    ctx.later(LEARN_JOB, {})
    return {}
  },
})

export const setUp = operation({
  path: 'PUT /no-show-model/settings',
  summary: 'Decide what may be learned from',
  allow: 'no_shows.manage',
  takes: NoShowSettings,
  returns: ModelAnswer,
  run: async (ctx, settings) => {
    await keepNoShowSettings(ctx, settings)
    ctx.later(LEARN_JOB, {})
    return present(ctx)
  },
})

export const risk = operation({
  path: 'GET /appointments/{id}/no-show-risk',
  summary:
    'The chance that a client stays away from a visit ahead, with its reasons; null when it is not ahead',
  allow: 'no_shows.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ risk: RiskView.nullable() }),
  run: async (ctx, { id }) => {
    await findAppointment(ctx, id)
    return { risk: (await riskOf(ctx, [id])).get(id) ?? null }
  },
})

const MOST_LISTED = 500

export const risks = operation({
  path: 'GET /no-show-risks',
  summary: 'Visits ahead with the chance that their client stays away, the highest first',
  allow: 'no_shows.see',
  takes: z.strictObject({
    from: InstantIn.optional(),
    to: InstantIn,
    practitionerId: Id.optional(),
    level: z.enum(['high', 'raised']).optional().describe('Raised: and high. Left out: all.'),
  }),
  returns: z.object({
    items: z.array(
      z.object({
        ...RiskView.shape,
        startsAt: Instant,
        zone: z.string(),
        state: z.string(),
        client: z.object({ id: Id, name: z.string() }),
        practitionerName: z.string().nullable(),
        serviceName: z.string(),
      }),
    ),
    isCut: z.boolean().describe('There are more visits in that span than are looked at: ask for less.'),
  }),
  run: async (ctx, ask) => {
    const visits = await visitsAhead(ctx, ask)
    const found = await riskOf(
      ctx,
      visits.map(({ id }) => id),
    )
    const items = visits.flatMap(({ id, clientId, clientName, ...visit }) => {
      const one = found.get(id)
      if (!one || !isAsked(one.level, ask.level)) return []
      return [{ ...one, ...visit, client: { id: clientId, name: clientName } }]
    })
    items.sort((a, b) => (b.chance ?? 0) - (a.chance ?? 0))
    return { items, isCut: visits.length === MOST_LISTED }
  },
})

function isAsked(level: (typeof LEVELS)[number], asked: 'high' | 'raised' | undefined): boolean {
  return asked === undefined || level === 'high' || (asked === 'raised' && level === 'raised')
}

interface Ahead {
  id: string
  clientId: string
  clientName: string
  startsAt: Date
  zone: string
  state: string
  practitionerName: string | null
  serviceName: string
}

async function visitsAhead(
  ctx: Context,
  { from, to, practitionerId }: { from?: Date | undefined; to: Date; practitionerId?: string | undefined },
): Promise<Ahead[]> {
  const begin = from && from > ctx.now ? from : ctx.now
  const { rows } =
    await sql<Ahead>`select a.id, a.client_id as "clientId", concat_ws(' ', coalesce(c.preferred_name, c.given_name), c.family_name) as "clientName",
      a.starts_at as "startsAt", a.zone, a.state, s.name as "practitionerName", v.name as "serviceName"
    from appointment a join client c on c.practice_id = a.practice_id and c.id = a.client_id
      join service v on v.practice_id = a.practice_id and v.id = a.service_id
      left join staff s on s.practice_id = a.practice_id and s.id = a.practitioner_id
    where a.practice_id = ${ctx.practiceId} and ${seesAppointment(ctx)} and a.starts_at > ${begin} and a.starts_at < ${to}
      and a.state in ('requested', 'booked', 'confirmed')
      ${practitionerId ? sql`and a.practitioner_id = ${practitionerId}` : sql``}
    order by a.starts_at limit ${MOST_LISTED}`.execute(ctx.db)
  return rows
}

async function present(ctx: Context) {
  const learned = await latestLearnedIfAny(ctx)
  return {
    settings: await findNoShowSettings(ctx),
    least: { visits: LEAST_VISITS, absences: LEAST_ABSENCES },
    learned: learned && viewOf(learned),
  }
}

function viewOf({ model: weights, test, ...learned }: Learned) {
  return {
    ...learned,
    usesAge: weights?.plan.usesAge ?? false,
    test: test && { ...test, fromDay: dayOfNumber(test.fromDay), judged: test.model.visits },
    effects: weights ? effectsOf(weights) : [],
  }
}
