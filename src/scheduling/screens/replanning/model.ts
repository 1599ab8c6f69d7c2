import type { Returns } from '../../../ui/api/index.ts'

export type Plan = Returns<'GET /replannings/{id}'>
export type PlanRow = Plan['rows'][number]
export type Term = PlanRow['terms'][number]

/** Rows a person may still decide about. */
export const isOpenRow = ({ state }: PlanRow) => state === 'proposed' || state === 'nothing_fits'

/** How a row stands, as a state word the pills know. */
const looks: Record<PlanRow['state'], string> = {
  proposed: 'draft',
  nothing_fits: 'overdue',
  queued: 'sending',
  undoing: 'sending',
  moved: 'done',
  accepted: 'signed',
  offered: 'sent',
  todo: 'open',
  settled: 'done',
  left: 'left',
  cancelled: 'cancelled',
  changed: 'skipped',
  undone: 'withdrawn',
  not_undone: 'failed',
}
export const lookOf = (state: PlanRow['state']) => looks[state]

const planLooks: Record<Plan['state'], string> = {
  draft: 'draft',
  carrying_out: 'sending',
  open: 'open',
  done: 'done',
  undone: 'withdrawn',
}
export const planLookOf = (state: Plan['state']) => planLooks[state]

type Say = (key: string, values?: Record<string, unknown>) => string

/** A cost in words: "2 days later", "with somebody else". */
export function termText({ code, values }: Term, t: Say): string {
  if (code === 'later' || code === 'earlier' || code === 'spacing')
    return t(`replanning.term.${code}`, { count: Number(values.days) })
  if (code === 'other_time_of_day') {
    const minutes = Number(values.minutes)
    return minutes >= 60
      ? t('replanning.term.otherHours', { count: Math.round(minutes / 60) })
      : t('replanning.term.otherMinutes', { count: minutes })
  }
  return t(`replanning.term.${code}`)
}

/** How many rows of a plan are through, of those that were approved. */
export function progressOf({ rows }: Plan): { done: number; all: number } {
  const open = rows.filter((row) => row.state === 'queued' || row.state === 'undoing').length
  const all = rows.filter((row) => !isOpenRow(row)).length
  return { done: all - open, all }
}
