import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Learned } from './learned.ts'
import { latestLearnedIfAny } from './learned.ts'
import { byPerson, pastOf } from './model/history.ts'
import { foretell } from './model/train.ts'
import type { NoShowVisit } from './model/visit.ts'
import { readVisitsOf } from './own-visits.ts'
import type { RiskReason } from './reasons.ts'
import { reasonsOf } from './reasons.ts'

export const LEVELS = ['low', 'raised', 'high', 'unknown'] as const

/** The chance that a client stays away from a visit. */
export interface Risk {
  appointmentId: string
  /** 0 to 1; null: nothing was learned yet. */
  chance: number | null
  /** 'unknown': the base rate of the practice, or nothing. */
  level: (typeof LEVELS)[number]
  basis: 'model' | 'base_rate' | 'nothing'
  /** The version that said so. */
  modelId: string | null
  reasons: RiskReason[]
}

/** What makes a risk high or raised beside the practice's own share of absences. */
export function levelOf(chance: number, baseRate: number): 'low' | 'raised' | 'high' {
  if (chance >= Math.max(1.75 * baseRate, baseRate + 0.08)) return 'high'
  return chance >= 1.25 * baseRate ? 'raised' : 'low'
}

/**
 * The chances of some visits ahead, with what is known of their people now. Visits that are over, begun or cancelled, and
 * ids of nobody, are left out. It is for staff and for planning: no client is shown it, and nothing is refused by it.
 */
export async function riskOf(ctx: Context, appointmentIds: readonly string[]): Promise<Map<string, Risk>> {
  const wanted = await peopleOf(ctx, appointmentIds)
  if (wanted.length === 0) return new Map()
  const learned = await latestLearnedIfAny(ctx)
  if (!learned?.model) return new Map(wanted.map(({ id }) => [id, withoutModel(id, learned)]))
  const clientIds = [...new Set(wanted.map(({ client_id: client }) => client))]
  const people = byPerson(await readVisitsOf(ctx, clientIds, learned.model.plan.usesAge))
  const found = wanted.flatMap(({ id, client_id: clientId }): [string, Risk][] => {
    const own = people.get(clientId) ?? []
    const visit = own.find((each) => each.id === id)
    return visit ? [[id, riskOfVisit(learned, visit, { own, at: ctx.now.getTime() })]] : []
  })
  return new Map(found)
}

async function peopleOf(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; client_id: string }>`select id, client_id from appointment
    where practice_id = ${ctx.practiceId} and id = any(${[...ids]}::uuid[]) and client_id is not null
      and state in ('requested', 'booked', 'confirmed') and starts_at > ${ctx.now}`.execute(ctx.db)
  return rows
}

function withoutModel(appointmentId: string, learned: Learned | null): Risk {
  return {
    appointmentId,
    chance: learned?.baseRate ?? null,
    level: 'unknown',
    basis: learned ? 'base_rate' : 'nothing',
    modelId: learned?.id ?? null,
    reasons: [],
  }
}

function riskOfVisit(
  { id, model, baseRate }: Learned,
  visit: NoShowVisit,
  { own, at }: { own: readonly NoShowVisit[]; at: number },
): Risk {
  const one = { visit, past: pastOf(visit, own, at) }
  const chance = foretell(model!, one)
  return {
    appointmentId: visit.id,
    chance,
    level: levelOf(chance, baseRate),
    basis: 'model',
    modelId: id,
    reasons: reasonsOf(model!, one),
  }
}
