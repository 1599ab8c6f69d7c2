import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { countSegments, plainForSms } from '../channels/segments.ts'
import { practiceWords } from '../send-message.ts'
import type { Locale } from '../templates.ts'
import { fillTemplate, findTemplate } from '../templates.ts'
import { findVisitFacts } from '../visit-facts.ts'
import { replanVisit } from '../visit-messages.ts'
import { plansReminders } from './reminder-rule.ts'

const VISITS_JOB = 'messages.replanVisits'
const WORDING_JOB = 'messages.wordAgain'
/** A step of this size takes about a second and holds no lock for longer. */
const STEP = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Other reminder times of a service count for the visits that are booked already. */
export const followService = subscriber({
  name: 'messages.followService',
  on: ['service.updated'],
  run: async (ctx, event) => {
    ctx.later(VISITS_JOB, { serviceId: event.subjectId, after: FIRST }, { key: event.id })
  },
})

export const replanVisits = job({
  kind: VISITS_JOB,
  run: async (house, { id: jobId, practiceId, payload }) => {
    const actor = { kind: 'system', name: VISITS_JOB } as const
    await inPractice(house, { practiceId, actor, name: VISITS_JOB }, async (ctx) => {
      const { rows } = await sql<{ id: string }>`select id from appointment where practice_id = ${practiceId}
        and service_id = ${String(payload.serviceId)} and starts_at > ${ctx.now} and state in ('booked', 'confirmed')
        and id > ${String(payload.after)} order by id limit ${STEP}`.execute(ctx.db)
      const what = (await plansReminders(ctx)) ? 'all' : 'old'
      for (const { id } of rows) await replanVisit(ctx, await findVisitFacts(ctx, id), what)
      if (rows.length === STEP)
        ctx.later(VISITS_JOB, { ...payload, after: rows.at(-1)!.id }, { key: `${jobId} next` })
    })
  },
})

/** A wording that changed is used for what waits, too. */
export const followWording = subscriber({
  name: 'messages.followWording',
  on: ['message_template.changed', 'message_template.reset'],
  run: async (ctx, event) => {
    ctx.later(
      WORDING_JOB,
      { template: event.data.key, locale: event.data.locale, after: FIRST },
      { key: event.id },
    )
  },
})

interface Planned {
  id: string
  channel: string
  recipient_name: string
  data: Record<string, unknown>
}

export const wordAgain = job({
  kind: WORDING_JOB,
  run: async (house, { id: jobId, practiceId, payload }) => {
    const actor = { kind: 'system', name: WORDING_JOB } as const
    await inPractice(house, { practiceId, actor, name: WORDING_JOB }, async (ctx) => {
      const [template, locale] = [String(payload.template), String(payload.locale) as Locale]
      const { rows } = await sql<Planned>`select id, channel, recipient_name, data from message
        where practice_id = ${practiceId} and state = 'planned' and template = ${template} and locale = ${locale} and data is not null
          and id > ${String(payload.after)} order by id limit ${STEP} for update`.execute(ctx.db)
      for (const row of rows) await word(ctx, row, { template, locale })
      if (rows.length === STEP)
        ctx.later(WORDING_JOB, { ...payload, after: rows.at(-1)!.id }, { key: `${jobId} next` })
    })
  },
})

async function word(ctx: Context, row: Planned, { template, locale }: { template: string; locale: Locale }) {
  const wording = await fillTemplate(await findTemplate(ctx, template, locale), {
    ...(await practiceWords(ctx)),
    client_name: row.recipient_name,
    ...row.data,
  })
  const sms = plainForSms(wording.sms)
  await sql`update message set subject = ${wording.subject}, title = ${wording.title}, body = ${wording.paragraphs.join('\n\n')}, sms_text = ${sms},
      segments = ${row.channel === 'sms' ? countSegments(sms).segments : null}
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
}
