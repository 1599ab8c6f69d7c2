import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import { addLocalDays, wallToInstant, weekdayOf } from '../platform/time/index.ts'
import type { Questionnaire } from '../intake/index.ts'
import type { Stage } from './actors.ts'
import { stageOf } from './actors.ts'
import { DEMO_SLUG } from './demo-people.ts'
import { SEEDER } from './demo-practice.ts'
import type { Shift } from './demo-practice.ts'
import { answersFor } from './form-answers.ts'
import type { History } from './keep-history.ts'
import { noteOf } from './notes.ts'

const DESK = 'Fay Moreau'
const DAYS_AHEAD = 11

/** Today and the days to come, lived through the same operations as the screens use, until the real now. */
export async function liveDays(history: History, { now, clientIds }: { now: Date; clientIds: string[] }) {
  const stage = await stageOf(history.app, history.practice.practiceId)
  history.clock.goTo(new Date(now.getTime() - 5 * 86_400_000))
  await enquire(history, stage)
  await bookAhead(history, stage, clientIds)
  await history.app.settle()
  await answerForms(history, stage)
  await history.app.settle()
  await liveToday(history, stage, now)
  await history.app.settle()
}

const ENQUIRIES = [
  ['Harriet Lowe', 'Do you treat running injuries?', 'google', 'new'],
  ['Ben Achterberg', 'My doctor sent me for my shoulder.', 'doctor', 'contacted'],
  ['Catrin Pugh', 'Is there a free time on Saturday?', 'website', 'qualified'],
  ['Dev Raman', 'What does a first visit cost?', 'social', 'lost'],
  ['Elsie Marsh', 'Pelvic health after birth: whom can I see?', 'referral', 'new'],
  ['Farid Aziz', 'Can I come without a referral?', 'google', 'contacted'],
  ['Gwen Hartley', 'Gait analysis for a marathon', 'website', 'new'],
] as const

async function enquire({ clock }: History, stage: Stage) {
  for (const [index, [name, message, source, target]] of ENQUIRIES.entries()) {
    clock.goTo(new Date(clock.now().getTime() + 600_000))
    const email = `${name.split(' ')[0]!.toLowerCase()}${index}@post.example`
    await stage.call(stage.visitor, 'POST /public/{practice}/enquiries', {
      practice: DEMO_SLUG,
      name,
      email,
      message,
      utmSource: source,
    })
    if (target === 'new') continue
    const { items } = await stage.call(stage.person(DESK), 'GET /leads', {})
    const lead = items.find((each: { name: string }) => each.name === name)
    await stage.call(stage.person(DESK), 'POST /leads/{id}/stage', {
      id: lead.id,
      rowVersion: lead.rowVersion,
      stage: target,
      ...(target === 'lost' ? { lostReason: 'price' } : {}),
    })
  }
}

/** Fuller today, emptier with every day to come. */
async function bookAhead({ practice, chance, today, clock }: History, stage: Stage, clientIds: string[]) {
  const regulars = clientIds.slice(-160)
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = addLocalDays(today, ahead)
    const fill = ahead === 0 ? 0.85 : Math.max(0.12, 0.62 - ahead * 0.05)
    for (const shift of practice.shifts.filter(({ weekday }) => weekday === weekdayOf(day))) {
      for (let minute = shift.from; minute + 45 <= shift.to; minute += 60) {
        if (!chance.happens(fill)) continue
        clock.goTo(new Date(clock.now().getTime() + 60_000))
        await bookOne(stage, {
          practice,
          shift,
          startsAt: wallToInstant(`${day}T${clockOf(minute)}`, practice.zone, { disambiguation: 'later' }),
          clientId: chance.pick(regulars),
          isFirst: chance.happens(0.1),
        })
      }
    }
  }
}

interface Booking {
  practice: History['practice']
  shift: Shift
  startsAt: Date
  clientId: string
  isFirst: boolean
}

async function bookOne(stage: Stage, { practice, shift, startsAt, clientId, isFirst }: Booking) {
  const service = practice.services.find(
    ({ name }) => name === (isFirst ? 'Initial assessment' : 'Physiotherapy treatment'),
  )!
  const wish = {
    serviceId: service.id,
    startsAt: startsAt.toISOString(),
    practitionerId: shift.practitionerId,
    locationId: shift.locationId,
    clientId,
    source: isFirst ? 'phone' : 'staff',
  }
  await stage.call(stage.person(DESK), 'POST /appointments', wish).catch((error: unknown) => {
    // The person is somewhere else at that time, or the day is too full: as in life, nothing comes of it.
    if (!(error instanceof Problem)) throw error
  })
}

/** About two of three hand their form in before they come. */
async function answerForms({ chance, app, practice }: History, stage: Stage) {
  const { items } = await stage.call(stage.person('Petra Schmidt'), 'GET /form-requests', {
    state: 'open',
    limit: 200,
  })
  for (const request of items as { id: string; clientId: string; clientName: string }[]) {
    if (!chance.happens(0.65)) continue
    const definition = await app.inPractice(
      { practiceId: practice.practiceId, actor: SEEDER, name: 'demo' },
      async (ctx) => {
        const { rows } = await sql<{
          definition: Questionnaire
        }>`select f.definition from form_request r join form f on f.practice_id = r.practice_id and f.id = r.form_id
        where r.practice_id = ${practice.practiceId} and r.id = ${request.id}`.execute(ctx.db)
        return rows[0]!.definition
      },
    )
    const client = stage.byLink('form', ['form_request', request.id], request.clientId)
    const signature = { name: request.clientName, relation: 'self', method: 'typed' }
    await stage.call(client, 'POST /form/completion', {
      answers: answersFor(definition, chance),
      rowVersion: 1,
      signature,
    })
  }
}

interface VisitToday {
  id: string
  startsAt: string
  endsAt: string
  practitionerId: string
  state: string
}

/** What has happened today until now: arrivals, treatment, notes, payments at the desk; somebody does not come. */
async function liveToday({ practice, chance, clock, today, app }: History, stage: Stage, now: Date) {
  const visits = await visitsOf(app, practice.practiceId, {
    from: wallToInstant(`${today}T00:00`, practice.zone),
    to: now,
  })
  for (const visit of visits) {
    const start = new Date(visit.startsAt)
    if (chance.happens(0.06)) {
      clock.goTo(new Date(Math.min(start.getTime() + 900_000, now.getTime())))
      if (clock.now() > start)
        await stage.call(stage.person(DESK), 'POST /appointments/{id}/no-show', { id: visit.id })
      continue
    }
    clock.goTo(new Date(Math.min(start.getTime() - 300_000, now.getTime())))
    await stage.call(stage.person(DESK), 'POST /appointments/{id}/arrival', { id: visit.id })
    if (start.getTime() + 300_000 > now.getTime()) continue
    const practitioner = stage.person(visit.practitionerId)
    await stage.call(practitioner, 'POST /appointments/{id}/room', { id: visit.id })
    if (new Date(visit.endsAt) > now) continue
    const note = await stage.call(practitioner, 'POST /appointments/{appointmentId}/note', {
      appointmentId: visit.id,
    })
    const { content } = noteOf(chance, {
      isFirst: note.templateKey === 'initial-assessment',
      templateKey: note.templateKey,
    })
    const saved = await stage.call(practitioner, 'PUT /notes/{id}/content', {
      id: note.id,
      content,
      rowVersion: note.rowVersion,
    })
    await stage.call(practitioner, 'POST /notes/{id}/signature', {
      id: note.id,
      rowVersion: saved.rowVersion,
    })
    await app.settle()
    if (chance.happens(0.8)) await payAtDesk(stage, { appointmentId: visit.id, chance, app })
  }
  clock.goTo(now)
}

async function payAtDesk(
  stage: Stage,
  { appointmentId, chance, app }: { appointmentId: string; chance: History['chance']; app: History['app'] },
) {
  const invoice = await app.inPractice(
    { practiceId: stage.practiceId, actor: SEEDER, name: 'demo' },
    async (ctx) => {
      const { rows } = await sql<{
        id: string
        open_minor: number
        currency: string
      }>`select i.id, i.open_minor, i.currency from charge c join invoice i on i.practice_id = c.practice_id and i.id = c.invoice_id
      where c.practice_id = ${stage.practiceId} and c.appointment_id = ${appointmentId}`.execute(ctx.db)
      return rows[0]
    },
  )
  if (!invoice || invoice.open_minor === 0) return
  const tender = chance.pickWeighted([
    ['card_terminal', 70],
    ['cash', 30],
  ])
  await stage.call(stage.person(DESK), 'POST /invoices/{id}/payments', {
    id: invoice.id,
    tender,
    amountMinor: invoice.open_minor,
    currency: invoice.currency,
  })
}

async function visitsOf(
  app: History['app'],
  practiceId: string,
  { from, to }: { from: Date; to: Date },
): Promise<VisitToday[]> {
  return app.inPractice({ practiceId, actor: SEEDER, name: 'demo' }, async (ctx) => {
    const { rows } =
      await sql<VisitToday>`select id, starts_at as "startsAt", ends_at as "endsAt", practitioner_id as "practitionerId", state from appointment
      where practice_id = ${practiceId} and starts_at >= ${from} and starts_at < ${new Date(to.getTime() + 300_000)} and state in ('booked', 'confirmed') order by starts_at, id`.execute(
        ctx.db,
      )
    return rows
  })
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
