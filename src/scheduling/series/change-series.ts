import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { requireOverlapRight } from '../appointment/change.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { cancelTogether } from '../together/cancel-together.ts'
import { changeTogether } from '../together/change-together.ts'
import { keepChange } from '../together/changes.ts'
import type { ChangeRow, ChangeWish, VisitChoice } from '../together/look-at-changes.ts'
import { lookAtChanges } from '../together/look-at-changes.ts'
import { recordTogether } from '../together/record-together.ts'
import { withoutSettled } from '../together/settled-visits.ts'
import { isAhead } from '../together/visits-of.ts'
import { findSeries } from './series.ts'

export type Scope = 'this' | 'following' | 'all'

/** Which visits of a series a step concerns: counted from one of them. */
export interface Reach {
  seriesId: string
  from: string
  scope: Scope
}

export interface SeriesChange extends Reach {
  change: ChangeWish
  rows?: VisitChoice[] | undefined
}

/** The look at a change: what each visit would become. Past, begun, missed, billed and signed visits are never among them. */
export async function lookAtSeriesChange(ctx: Context, wish: SeriesChange): Promise<ChangeRow[]> {
  return lookAtChanges(ctx, await reached(ctx, wish, { lock: false }), wish)
}

/** Changes the visits that the step reaches, all or none; those left out keep what they have. */
export async function changeSeries(ctx: Context, wish: SeriesChange): Promise<Visit[]> {
  for (const { choice, reason = '' } of wish.rows ?? [])
    if (choice === 'force') requireOverlapRight(ctx, { reason })
  const rows = await lookAtChanges(ctx, await reached(ctx, wish, { lock: true }), wish)
  const asked = rows.flatMap(({ visit, choice, looked }) =>
    looked
      ? [{ key: visit.id, visit, looked, force: choice?.choice === 'force' ? choice.reason! : null }]
      : [],
  )
  if (asked.length === 0) throw nothingToChange()
  const { visits, changed } = await changeTogether(ctx, asked)
  await keepChange(ctx, { subjectId: wish.seriesId, kind: 'changed', visits: changed })
  recordTogether(ctx, 'series.changed', { subject: ['series', wish.seriesId], visits })
  return visits
}

/** Cancels the visits that the step reaches. */
export async function cancelSeries(
  ctx: Context,
  wish: Reach & { by: 'client' | 'practice'; reason: string | null },
): Promise<Visit[]> {
  const targets = await reached(ctx, wish, { lock: true })
  const { visits, changed } = await cancelTogether(ctx, targets, wish)
  await keepChange(ctx, { subjectId: wish.seriesId, kind: 'cancelled', visits: changed })
  recordTogether(ctx, 'series.cancelled', { subject: ['series', wish.seriesId], visits })
  return visits
}

/** The visits ahead that a step reaches; 409 `nothing_to_change` when all of them are over, begun, cancelled, billed or signed. */
async function reached(
  ctx: Context,
  { seriesId, from, scope }: Reach,
  { lock }: { lock: boolean },
): Promise<Visit[]> {
  const { visits } = await findSeries(ctx, seriesId, { lock })
  const first = visits.find(({ id }) => id === from)
  if (!first) throw notFound('This visit of the series')
  const ahead = visits
    .filter((visit) =>
      scope === 'this' ? visit === first : scope === 'all' || visit.starts_at >= first.starts_at,
    )
    .filter((visit) => isAhead(ctx, visit))
  const found = await withoutSettled(ctx, ahead)
  if (found.length === 0) throw nothingToChange()
  return found
}

function nothingToChange() {
  return problem(
    409,
    'nothing_to_change',
    'None of these visits can be changed: they are over, have begun, are cancelled, billed, signed or were left out.',
  )
}
