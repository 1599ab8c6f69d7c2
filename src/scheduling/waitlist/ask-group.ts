import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { Problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { planVisit } from '../booking/plan-visit.ts'
import type { Gap } from './free-starts.ts'
import { findMatches } from './match.ts'
import type { Match, Person } from './match.ts'
import { makeOffer } from './offers.ts'
import { mayWriteNow, nextTimeToWrite } from './quiet-hours.ts'
import { rounded } from './ranking.ts'
import { findSettings } from './settings.ts'
import type { WaitlistSettings } from './settings.ts'
import { closeSlot, giveUpHold, keepForOffers, lockSlot, ROUND_JOB, waitUntil } from './slot.ts'
import type { SlotRow } from './slot.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Asks the next group of people about a freed time. */
export const askGroup = job({
  kind: ROUND_JOB,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: 'Waitlist' } as const
    await inPractice(house, { practiceId, actor, name: ROUND_JOB }, (ctx) =>
      askNextGroup(ctx, { slotId: String(payload.slotId), round: Number(payload.round) }),
    )
  },
})

/**
 * Offers the freed time to the next few who fit, best first. It looks again at everything that may have changed since it
 * was queued: whether the time is still free, who still waits, whose hours are quiet. Done twice, it does nothing twice.
 */
export async function askNextGroup(
  ctx: Context,
  { slotId, round }: { slotId: string; round: number },
): Promise<void> {
  const slot = await lockSlot(ctx, slotId)
  if (!slot || slot.closed_at || slot.rounds + 1 !== round) return
  // It was put off meanwhile; the job for then is queued already.
  if (slot.next_at && slot.next_at > ctx.now) return
  const settings = await findSettings(ctx)
  if (!settings.automatic) return closeSlot(ctx, slot, 'not_automatic')
  if (lastCall(slot.ends_at, settings) <= ctx.now) return closeSlot(ctx, slot, 'too_late')
  const keptUntil = await keptBySomebodyUntil(ctx, slot)
  if (keptUntil) return waitUntil(ctx, slot, new Date(keptUntil.getTime() + 5_000))

  const people = await peopleToAsk(ctx, slot, settings)
  const ready = people.filter((each) => each.from <= ctx.now)
  const offered = await offerTo(ctx, { slot, settings, round, matches: ready.map((each) => each.match) })
  if (offered === 'taken') return closeSlot(ctx, slot, 'taken')
  if (offered > 0) return waitForAnswers(ctx, slot, settings)
  const later = people.filter((each) => each.from > ctx.now).map((each) => each.from.getTime())
  if (later.length > 0) return waitUntil(ctx, slot, new Date(Math.min(...later)))
  await closeSlot(ctx, slot, (await isTaken(ctx, slot)) ? 'taken' : 'nobody')
  if (!(await hasOpenOffers(ctx, slot))) await giveUpHold(ctx, slot)
}

/** The freed time as the matching takes it. */
export function gapOf(slot: SlotRow): Gap {
  return {
    practitionerId: slot.practitioner_id,
    locationId: slot.location_id,
    startsAt: slot.starts_at,
    endsAt: slot.ends_at,
    zone: slot.zone,
    holdId: slot.hold_id,
  }
}

interface ToAsk {
  match: Match
  /** From when on they may be written to. */
  from: Date
}

/** Who fits, can be reached, was not asked about this time, and has not had too many offers today; the best first. */
async function peopleToAsk(ctx: Context, slot: SlotRow, settings: WaitlistSettings): Promise<ToAsk[]> {
  const { rows } = await sql<{ entry_id: string }>`select entry_id from waitlist_offer
    where practice_id = ${ctx.practiceId} and slot_id = ${slot.id}`.execute(ctx.db)
  const asked = new Set(rows.map((each) => each.entry_id))
  const hours = { from: settings.writeFrom, to: settings.writeTo }
  const matches = await findMatches(ctx, gapOf(slot), settings)
  return matches.flatMap((match) => {
    const { person } = match
    if (asked.has(person.id) || person.reachable_by === 'nothing') return []
    const zone = person.client_zone ?? slot.zone
    const from = mayWriteNow(ctx.now, zone, hours) ? ctx.now : nextTimeToWrite(ctx.now, zone, hours)
    if (offersOnDay(person, from, zone) >= settings.perDay) return []
    const starts = match.starts.filter((startsAt) => lastCall(startsAt, settings) > from)
    return starts.length > 0 ? [{ match: { ...match, starts }, from }] : []
  })
}

function offersOnDay({ recent_offers }: Person, at: Date, zone: string): number {
  const day = localDay(at, zone)
  return recent_offers.filter((each) => localDay(each, zone) === day).length
}

/** Offers to the first few whose visit can really be booked; answers how many, or that the time is gone. */
async function offerTo(
  ctx: Context,
  ask: { slot: SlotRow; settings: WaitlistSettings; round: number; matches: readonly Match[] },
): Promise<number | 'taken'> {
  const { slot, settings, round, matches } = ask
  if (matches.length === 0) return 0
  const spoken = await openTimes(ctx, slot)
  const chosen: { match: Match; startsAt: Date }[] = []
  for (const match of matches) {
    if (chosen.length === settings.groupSize) break
    const startsAt = startFor(match, spoken)
    if (!slot.hold_id && !(await isBookable(ctx, slot, { match, startsAt }))) continue
    chosen.push({ match, startsAt })
    spoken.push([startsAt, endOf(match, startsAt)])
  }
  if (chosen.length === 0) return 0
  if (settings.hold && !(await keepForOffers(ctx, slot, lastCall(slot.starts_at, settings)))) return 'taken'
  let count = 0
  for (const { match, startsAt } of chosen) {
    const expiresAt = new Date(
      Math.min(ctx.now.getTime() + settings.validMinutes * MINUTE, lastCall(startsAt, settings).getTime()),
    )
    if (await makeOffer(ctx, offerOf(slot, { match, startsAt, round, expiresAt }))) count += 1
  }
  return count
}

/** An offer of (part of) a freed time to one person. */
export function offerOf(
  slot: SlotRow,
  { match, startsAt, round, expiresAt }: { match: Match; startsAt: Date; round: number; expiresAt: Date },
) {
  return {
    slot_id: slot.id,
    entry_id: match.person.id,
    client_id: match.person.client_id,
    service_id: match.person.service_id,
    practitioner_id: slot.practitioner_id,
    location_id: slot.location_id,
    starts_at: startsAt,
    ends_at: endOf(match, startsAt),
    zone: slot.zone,
    round,
    score: rounded(match.score),
    expires_at: expiresAt,
  }
}

/** Where the freed time has room for several, each is offered a part that nobody else is looking at, if there is one. */
function startFor(match: Match, spoken: readonly (readonly [Date, Date])[]): Date {
  const isOpen = (startsAt: Date) => {
    const endsAt = endOf(match, startsAt)
    return !spoken.some(([from, to]) => from < endsAt && startsAt < to)
  }
  return match.starts.find(isOpen) ?? match.starts[0]!
}

function endOf({ minutes }: Match, startsAt: Date): Date {
  return new Date(startsAt.getTime() + minutes * MINUTE)
}

/** The last moment at which an offer of this start makes sense. */
function lastCall(startsAt: Date, { stopHours }: WaitlistSettings): Date {
  return new Date(startsAt.getTime() - stopHours * HOUR)
}

/** Would the gate let this visit through just now, with all its rules? */
async function isBookable(
  ctx: Context,
  slot: SlotRow,
  { match, startsAt }: { match: Match; startsAt: Date },
) {
  const { person, minutes } = match
  try {
    await planVisit(ctx, {
      serviceId: person.service_id,
      startsAt,
      practitionerId: slot.practitioner_id,
      locationId: slot.location_id,
      clientId: person.client_id,
      durationMinutes: minutes,
      mode: person.mode,
      source: 'waitlist',
      by: 'staff',
      except: person.replaces_id,
    })
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

async function waitForAnswers(
  ctx: Context,
  slot: SlotRow,
  { minutesApart }: WaitlistSettings,
): Promise<void> {
  await sql`update waitlist_slot set rounds = rounds + 1 where practice_id = ${ctx.practiceId} and id = ${slot.id}`.execute(
    ctx.db,
  )
  await waitUntil(
    ctx,
    { ...slot, rounds: slot.rounds + 1 },
    new Date(ctx.now.getTime() + minutesApart * MINUTE),
  )
}

async function openTimes(ctx: Context, slot: SlotRow): Promise<[Date, Date][]> {
  const { rows } = await sql<{ starts_at: Date; ends_at: Date }>`select starts_at, ends_at from waitlist_offer
    where practice_id = ${ctx.practiceId} and slot_id = ${slot.id} and state = 'open'`.execute(ctx.db)
  return rows.map((each) => [each.starts_at, each.ends_at])
}

async function hasOpenOffers(ctx: Context, slot: SlotRow): Promise<boolean> {
  return (await openTimes(ctx, slot)).length > 0
}

async function isTaken(ctx: Context, slot: SlotRow): Promise<boolean> {
  return (await takenBy(ctx, slot, sql`o.held_until is null`)).length > 0
}

/** Somebody books online just now: their hold may end without a booking, so the time is looked at again then. */
async function keptBySomebodyUntil(ctx: Context, slot: SlotRow): Promise<Date | null> {
  return (await takenBy(ctx, slot, sql`o.held_until > ${ctx.now}`))[0]?.held_until ?? null
}

async function takenBy(ctx: Context, slot: SlotRow, how: ReturnType<typeof sql>) {
  const { rows } = await sql<{ held_until: Date | null }>`select o.held_until from occupancy o
    where o.practice_id = ${ctx.practiceId} and o.resource_id = ${slot.practitioner_id} and o.starts_at < ${slot.ends_at} and o.ends_at > ${slot.starts_at}
      and o.starts_at > ${slot.starts_at}::timestamptz - interval '32 hours' and o.appointment_id is distinct from ${slot.hold_id} and ${how}
    order by o.held_until desc nulls last limit 1`.execute(ctx.db)
  return rows
}
