import { subscriber } from '../platform/events/subscribers.ts'
import { calendarOfMany } from '../platform/ical/ical.ts'
import { pickLocale } from '../platform/i18n/i18n.ts'
import type { Context } from '../platform/operation/context.ts'
import { formatDateTime } from '../platform/time/index.ts'
import { asOneVisit, isSameDay } from './coming.ts'
import { sendMessage } from './send-message.ts'
import type { VisitFacts } from './visit-facts.ts'
import { findVisitFacts } from './visit-facts.ts'
import { visitLink } from './visit-messages.ts'

const KINDS = ['series', 'plan', 'bundle']

/** What a series, a plan or a chain of services tells the client: one mail for all its visits. */
export const manyVisitsMessages = subscriber({
  name: 'messages.tellAboutManyVisits',
  on: KINDS.flatMap((kind) => [`${kind}.booked`, `${kind}.changed`, `${kind}.cancelled`, `${kind}.restored`]),
  run: async (ctx, event) => {
    const ids = event.data.appointmentIds as string[]
    const visits: VisitFacts[] = []
    for (const id of ids) visits.push(await findVisitFacts(ctx, id))
    const template = templateOf(event.name)
    const told = visits.filter((visit) => isStillSo(ctx, visit, template))
    if (told.length > 0)
      await tell(ctx, told, {
        template,
        id: event.subjectId,
        kind: event.subjectType,
        undo: event.actorKind === 'staff',
      })
  },
})

type TemplateKey = 'visits_booked' | 'visits_changed' | 'visits_cancelled'

function templateOf(event: string): TemplateKey {
  if (event.endsWith('.cancelled')) return 'visits_cancelled'
  return event.endsWith('.changed') ? 'visits_changed' : 'visits_booked'
}

/** Somebody may have done the next step before this one is told. */
function isStillSo(ctx: Context, { startsAt, state }: VisitFacts, template: TemplateKey): boolean {
  if (startsAt <= ctx.now) return false
  return template === 'visits_cancelled' ? state === 'cancelled' : ['booked', 'confirmed'].includes(state)
}

async function tell(
  ctx: Context,
  visits: readonly VisitFacts[],
  { template, id, kind, undo }: { template: TemplateKey; id: string; kind: string; undo: boolean },
) {
  const practice = await ctx.practice()
  const first = visits[0]!
  const locale = pickLocale(first.clientLanguage, practice.locale)
  const places = new Set(visits.map(({ locationName }) => locationName))
  const isOneComing = kind === 'bundle' && visits.every((visit) => isSameDay(visit, first))
  const isMixed = new Set(visits.map(({ serviceName }) => serviceName)).size > 1
  const line = (visit: VisitFacts) =>
    [
      formatDateTime(visit.startsAt, { locale, zone: visit.zone }),
      ...(isMixed ? [visit.serviceName] : []),
      visit.practitionerName,
      ...(places.size > 1 ? [visit.locationName] : []),
    ]
      .filter(Boolean)
      .join(', ')
  await sendMessage(ctx, {
    clientId: first.clientId,
    template,
    rule: template,
    why: WHY[template],
    data: {
      service_name: [...new Set(visits.map(({ serviceName }) => serviceName))].join(', '),
      visits: visits.map(line).join('\n'),
      count: visits.length,
      location_name: [...places].join(', '),
      location_address: places.size === 1 ? first.locationAddress : '',
      instructions: asOneVisit(visits).instructions ?? '',
      one_coming: isOneComing,
    },
    subject: [kind, id],
    undo,
    // The same step is told once; each step changes what the visits say of themselves.
    key: `${template} ${id} ${visits.map(({ startsAt, sequence }) => `${startsAt.getTime()}.${sequence}`).join(' ')}`.slice(
      0,
      900,
    ),
    // One link opens a whole coming; of a series each visit has its own, in its reminder.
    ...(isOneComing && template !== 'visits_cancelled' ? { link: visitLink(first, ctx.now) } : {}),
    ics: { content: calendarFile(ctx, visits, practice.name), method: 'PUBLISH' },
  })
}

const WHY = {
  visits_booked: 'Several visits were booked in one step.',
  visits_changed: 'Several visits were changed in one step.',
  visits_cancelled: 'Several visits were cancelled in one step.',
} as const

function calendarFile(ctx: Context, visits: readonly VisitFacts[], practiceName: string): string {
  const host = new URL(ctx.services.settings.publicUrl).hostname
  return calendarOfMany(
    visits.map((visit) => ({
      uid: `appointment-${visit.id}@${host}`,
      sequence: visit.sequence,
      startsAt: visit.startsAt,
      endsAt: visit.endsAt,
      zone: visit.zone,
      // No service name: calendars are shared with families and employers.
      summary: practiceName,
      location: [visit.locationName, visit.locationAddress].filter(Boolean).join(', '),
      cancelled: visit.state === 'cancelled',
    })),
    ctx.now,
  )
}
