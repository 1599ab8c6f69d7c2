import { sql } from 'kysely'
import { findClient, listContacts, normalContact, updateClient } from '../../clients/index.ts'
import type { ContactWish } from '../../clients/index.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { findForm } from '../form.ts'
import type { FormRequest } from '../form-request.ts'
import { findFormRequest } from '../form-request.ts'
import { allItems } from '../questionnaire/questionnaire.ts'
import { isDate } from '../questionnaire/primitives.ts'
import { HEALTH_FIELDS, isFactField, keepFact } from './facts.ts'
import type { FactField } from './facts.ts'
import { chartFieldIfAny, chartValue } from './fields.ts'
import type { ChartField, Known } from './fields.ts'
import { knownOf } from './known.ts'
import { noteWishes } from './message-wishes.ts'

export interface ChartChange {
  id: string
  formRequestId: string
  formTitle: string
  clientId: string
  field: ChartField
  before: string | null
  after: string
  /** open: people decide; filled: the chart had nothing; taken or kept: decided. */
  state: 'open' | 'filled' | 'taken' | 'kept'
  createdAt: Date
  decidedAt: Date | null
  decidedBy: string | null
}

/**
 * A form that is handed in tells the chart what it did not know; where it says something else than the chart, people
 * decide: whoever holds a mailed link must not redirect a client's mail by it.
 */
export const tellChart = subscriber({
  name: 'intake.tellChart',
  on: ['form.completed'],
  run: async (ctx, event) => {
    const request = await findFormRequest(ctx, event.subjectId)
    const said = await saidOf(ctx, request)
    for (const [field, after] of said) await noteChange(ctx, request, { field, after })
    await noteWishes(ctx, request)
  },
})

async function saidOf(ctx: Context, request: FormRequest): Promise<[ChartField, string][]> {
  const { definition } = await findForm(ctx, request.formId)
  return allItems(definition).flatMap((item): [ChartField, string][] => {
    const field = chartFieldIfAny(item)
    const value = request.answers[item.linkId]?.[0]
    const text = typeof value === 'string' ? value.trim() : ''
    return field && text && isFitting(field, text) ? [[field, text]] : []
  })
}

function isFitting(field: ChartField, text: string): boolean {
  if (field === 'birthDate') return text.length === 10 && isDate(text)
  if (field === 'gender') return ['female', 'male', 'other', 'unknown'].includes(text)
  if (field === 'telecom:email') return /^\S+@\S+\.\S+$/.test(text) && text.length <= 254
  if (field === 'language') return /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(text)
  if (isFactField(field)) return text.length <= 2000
  return text.length <= (field === 'address' ? 500 : 150)
}

async function noteChange(
  ctx: Context,
  request: FormRequest,
  { field, after }: { field: ChartField; after: string },
): Promise<void> {
  const known = await knownOf(ctx, request.clientId)
  if (await isKnown(ctx, { field, after, known })) return
  const before = chartValue(field, known) || null
  const state = before === null ? 'filled' : 'open'
  const { rows } =
    await sql`insert into form_chart_change (practice_id, id, form_request_id, client_id, field, before, after, state, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${request.id}, ${request.clientId}, ${field}, ${before}, ${after}, ${state}, ${ctx.now})
    on conflict on constraint form_chart_change_once do nothing returning 1`.execute(ctx.db)
  if (rows.length > 0 && state === 'filled')
    await writeChart(ctx, request.clientId, { field, after, formRequestId: request.id })
}

interface Said {
  field: ChartField
  after: string
  known: Known
}

async function isKnown(ctx: Context, { field, after, known }: Said): Promise<boolean> {
  const kind = field === 'telecom:phone' ? 'phone' : field === 'telecom:email' ? 'email' : null
  if (!kind) return chartValue(field, known).trim() === after
  const { country } = await ctx.practice()
  const { value } = normalContact({ kind, value: after }, country)
  return known.contacts.some((each) => each.kind === kind && each.value === value)
}

async function writeChart(
  ctx: Context,
  clientId: string,
  { field, after, formRequestId }: { field: ChartField; after: string; formRequestId: string },
): Promise<void> {
  if (isFactField(field)) return keepFact(ctx, clientId, { field, said: after, formRequestId })
  const { rowVersion } = await findClient(ctx, clientId)
  const kind = field === 'telecom:phone' ? 'phone' : field === 'telecom:email' ? 'email' : null
  if (kind) {
    const known = await listContacts(ctx, clientId)
    const others = known.map(({ kind: its, value, label, isPreferred }) => ({
      kind: its,
      value,
      label,
      isPreferred: its === kind ? false : isPreferred,
    }))
    const contacts: ContactWish[] = [{ kind, value: after, isPreferred: true }, ...others]
    await updateClient(ctx, clientId, { rowVersion, contacts })
    return
  }
  const change: Record<Exclude<ChartField, 'telecom:phone' | 'telecom:email' | FactField>, object> = {
    'name.given': { givenName: after },
    'name.family': { familyName: after },
    'name.preferred': { preferredName: after },
    pronouns: { pronouns: after },
    birthDate: { bornOn: after },
    gender: { sex: after },
    language: { language: after },
    address: {
      addressLines: after
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    },
  }
  await updateClient(ctx, clientId, { rowVersion, ...change[field as keyof typeof change] })
}

const READ =
  sql.raw(`select h.id, h.form_request_id as "formRequestId", f.title as "formTitle", h.client_id as "clientId", h.field, h.before, h.after,
  h.state, h.created_at as "createdAt", h.decided_at as "decidedAt", h.decided_by as "decidedBy"
  from form_chart_change h
    join form_request r on r.practice_id = h.practice_id and r.id = h.form_request_id
    join form f on f.practice_id = r.practice_id and f.id = r.form_id`)

/** What forms said about a client's chart, the newest first; the caller must have found the client. */
export async function listChartChanges(ctx: Context, clientId: string): Promise<ChartChange[]> {
  const { rows } =
    await sql<ChartChange>`${READ} where h.practice_id = ${ctx.practiceId} and h.client_id = ${clientId}
    order by h.created_at desc, h.id limit 100`.execute(ctx.db)
  return rows.filter(({ field }) => mayKnow(ctx, field))
}

// What a form says of allergies and medicines is health data; the desk decides about addresses.
const mayKnow = (ctx: Context, field: string) =>
  !HEALTH_FIELDS.includes(field) || ctx.can('forms.see_answers')

/** Takes what the form said into the chart, or keeps the chart as it is. */
export async function decideChartChange(ctx: Context, id: string, take: boolean): Promise<ChartChange> {
  const { rows } =
    await sql<ChartChange>`${READ} where h.practice_id = ${ctx.practiceId} and h.id = ${id}`.execute(ctx.db)
  const change = rows[0]
  if (!change || !mayKnow(ctx, change.field)) throw notFound('This change')
  await findClient(ctx, change.clientId)
  const state = take ? 'taken' : 'kept'
  const decided =
    await sql`update form_chart_change set state = ${state}, decided_at = ${ctx.now}, decided_by = ${ctx.actor.name}
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'open' returning 1`.execute(ctx.db)
  if (decided.rows.length === 0)
    throw problem(
      409,
      'decided',
      'Somebody has decided this already. Load the page again to see what they chose.',
    )
  if (take) await writeChart(ctx, change.clientId, change)
  return { ...change, state, decidedAt: ctx.now, decidedBy: ctx.actor.name }
}
