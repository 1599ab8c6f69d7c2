import { sql } from 'kysely'
import { pickLocale } from '../platform/i18n/i18n.ts'
import { subscriber } from '../platform/events/subscribers.ts'
import type { Context } from '../platform/operation/context.ts'
import { formatDateTime } from '../platform/time/index.ts'
import { findPack } from '../practice/index.ts'
import { cancelPlanned, sendMessage } from '../messages/index.ts'
import { findFormByKeyIfAny, saveForm } from './form.ts'
import { findFormRequest, hasAnsweredSince, requestForm, withdrawRequest } from './form-request.ts'

/** An answer is asked again after a year. */
const ANSWER_VALID_MS = 365 * 86_400_000
const CHASE_BEFORE_MS = 48 * 3_600_000
const LINK_DAYS = 60

/** A booking sends the forms of its service: those that the client has not answered within the year. */
export const sendForms = subscriber({
  name: 'intake.sendForms',
  on: ['appointment.booked', 'appointment.restored'],
  run: async (ctx, event) => {
    const visit = await findVisit(ctx, event.subjectId)
    if (!visit || visit.startsAt <= ctx.now || event.data.source === 'import') return
    // Of visits booked in one step only the first asks.
    if (nthOf(event.data) > 1) return
    for (const key of visit.formKeys) {
      const form = await findFormByKeyIfAny(ctx, key)
      if (!form) continue
      const since = new Date(ctx.now.getTime() - ANSWER_VALID_MS)
      if (await hasAnsweredSince(ctx, { formId: form.id, clientId: visit.clientId, since })) continue
      await requestForm(ctx, {
        form,
        clientId: visit.clientId,
        appointmentId: visit.id,
        why: 'The visit was booked.',
      })
    }
  },
})

function nthOf({ together }: Record<string, unknown>): number {
  return (together as { nth: number } | undefined)?.nth ?? 1
}

/** A request tells the client, and once more two days before the visit while it is not answered. */
export const tellAboutForm = subscriber({
  name: 'intake.tellAboutForm',
  on: ['form.requested'],
  run: async (ctx, event) => {
    const request = await findFormRequest(ctx, event.subjectId)
    if (request.state !== 'requested') return
    const message = {
      clientId: request.clientId,
      template: 'form_request',
      data: { form_title: await titleFor(ctx, request), starts: await startsInWords(ctx, request) },
      subject: ['form_request', request.id] as const,
      link: {
        purpose: 'form',
        page: '/forms',
        subject: ['form_request', request.id] as const,
        validForDays: LINK_DAYS,
      },
      ...(request.appointmentId ? { appointmentId: request.appointmentId } : {}),
    }
    await sendMessage(ctx, {
      ...message,
      rule: 'form_request',
      why: request.why,
      key: `form_request ${request.id}`,
    })
    const chaseAt =
      request.appointmentStartsAt && new Date(request.appointmentStartsAt.getTime() - CHASE_BEFORE_MS)
    if (chaseAt && chaseAt > ctx.now) {
      await sendMessage(ctx, {
        ...message,
        rule: 'form_chase',
        why: 'The form is not filled in two days before the visit.',
        sendAt: chaseAt,
        key: `form_chase ${request.id}`,
      })
    }
  },
})

/** Nobody is asked for what has been handed in or is not wanted. */
export const endChase = subscriber({
  name: 'intake.endChase',
  on: ['form.completed', 'form.withdrawn'],
  run: async (ctx, event) => {
    await cancelPlanned(ctx, {
      subjectId: event.subjectId,
      rules: ['form_request', 'form_chase'],
      why: 'The form is done.',
    })
  },
})

/** A cancelled visit needs no forms. */
export const withdrawForms = subscriber({
  name: 'intake.withdrawForms',
  on: ['appointment.cancelled'],
  run: async (ctx, event) => {
    const { rows } = await sql<{ id: string }>`select id from form_request
      where practice_id = ${ctx.practiceId} and appointment_id = ${event.subjectId} and state in ('requested', 'started')`.execute(
      ctx.db,
    )
    for (const { id } of rows) await withdrawRequest(ctx, id, 'The visit was cancelled.')
  },
})

/** The forms that come with the practice's profession. */
export const installPack = subscriber({
  name: 'intake.installPack',
  on: ['practice.created'],
  run: async (ctx) => {
    const { pack } = await ctx.practice()
    for (const { key, questionnaire } of findPack(pack).forms) {
      if (!(await findFormByKeyIfAny(ctx, key))) await saveForm(ctx, key, questionnaire)
    }
  },
})

async function findVisit(ctx: Context, id: string) {
  const { rows } = await sql<{ id: string; clientId: string; startsAt: Date; formKeys: string[] }>`
    select a.id, a.client_id as "clientId", a.starts_at as "startsAt", v.form_keys as "formKeys"
    from appointment a join service v on v.practice_id = a.practice_id and v.id = a.service_id
    where a.practice_id = ${ctx.practiceId} and a.id = ${id} and a.state in ('booked', 'confirmed') and a.client_id is not null`.execute(
    ctx.db,
  )
  return rows[0]
}

async function readerOf(ctx: Context, clientId: string) {
  const { rows } = await sql<{
    language: string | null
    zone: string | null
  }>`select c.language, a.zone from client c
    left join lateral (select zone from appointment where practice_id = c.practice_id and client_id = c.id order by starts_at desc limit 1) a on true
    where c.practice_id = ${ctx.practiceId} and c.id = ${clientId}`.execute(ctx.db)
  const practice = await ctx.practice()
  return { locale: pickLocale(rows[0]?.language, practice.locale), zone: rows[0]?.zone ?? practice.zone }
}

async function titleFor(
  ctx: Context,
  { clientId, formId }: { clientId: string; formId: string },
): Promise<string> {
  const { locale } = await readerOf(ctx, clientId)
  const { rows } = await sql<{ title: string; own: string | null }>`select title, (
      select e -> 'extension' -> 1 ->> 'valueString' from jsonb_array_elements(coalesce(definition -> '_title' -> 'extension', '[]')) e
      where e -> 'extension' -> 0 ->> 'valueCode' = ${locale} limit 1) as own
    from form where practice_id = ${ctx.practiceId} and id = ${formId}`.execute(ctx.db)
  return rows[0]!.own ?? rows[0]!.title
}

async function startsInWords(
  ctx: Context,
  { clientId, appointmentStartsAt }: { clientId: string; appointmentStartsAt: Date | null },
): Promise<string> {
  return appointmentStartsAt ? formatDateTime(appointmentStartsAt, await readerOf(ctx, clientId)) : ''
}
