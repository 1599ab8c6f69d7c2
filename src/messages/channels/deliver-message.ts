import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { House } from '../../platform/operation/gate.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { JOB_AHEAD_MS, SEND_JOB, queueIfDue } from '../send-message.ts'
import { breakerOf } from './breaker.ts'
import type { Receipt, Sent } from './out-tray.ts'
import { MOST_TAKEN, afterFailure, dropJobs, isAboutGateway, markSent, putBack, takeDue } from './out-tray.ts'
import type { Parcel } from './parcel.ts'
import { sendSms } from './sms/sms.ts'

const ACTOR = { kind: 'system', name: 'messages.send' } as const
/** So many of a batch are with their gateways at once. */
const AT_ONCE = 5
/** Marked together, so that a fast gateway does not wait for our commits. */
const MARKED_TOGETHER = 25
/** After this nothing more of a batch is begun: what was begun ends within the lease. */
const BEGIN_WITHIN_MS = 45_000
/** One practice's mailing does not hold up what others have to send. */
const TURN_MS = 5_000

type Who = Parameters<typeof inPractice>[1]

interface Round {
  house: House
  who: Who
  waiting: Parcel[]
  sent: Sent[]
  /** When this round stops beginning, by the practice's clock. */
  until: number
}

/**
 * Sends what is due in a practice, up to fifty at a time. Rows are lent before and marked after. A mail whose answer came
 * before the program was killed is known by its Message-ID (platform/mail/carried.ts) and is only marked; whatever else
 * was lent goes out, again under its own id, once the lease is over.
 */
export const sendJob = job({
  kind: SEND_JOB,
  run: async (house, { practiceId }) => {
    const who = { practiceId, actor: ACTOR, name: ACTOR.name }
    const began = house.services.clock.now().getTime()
    let taken: number
    do taken = await sendBatch(house, who)
    while (taken === MOST_TAKEN && house.services.clock.now().getTime() - began < TURN_MS)
  },
})

async function sendBatch(house: House, who: Who): Promise<number> {
  const parcels = await inPractice(house, who, takeDue)
  if (parcels.length === 0) return 0
  const until = house.services.clock.now().getTime() + BEGIN_WITHIN_MS
  const round: Round = { house, who, waiting: [...parcels], sent: [], until }
  await Promise.all(Array.from({ length: AT_ONCE }, () => sendOneByOne(round)))
  await mark(round)
  const rows = parcels.map(({ row }) => row)
  await dropJobs(house, who.practiceId, rows)
  return parcels.length
}

async function sendOneByOne(round: Round) {
  for (let parcel = round.waiting.shift(); parcel; parcel = round.waiting.shift()) {
    await sendOne(round, parcel)
    if (round.sent.length >= MARKED_TOGETHER) await mark(round)
  }
}

const RESTS = 'The gateway does not answer at the moment; it will be tried again.'

async function sendOne(round: Round, parcel: Parcel) {
  const { house, who } = round
  const now = house.services.clock.now()
  if (now.getTime() > round.until) return putBackAll(round, parcel, { until: now, why: null })
  const breaker = breakerOf(house, parcel.gateway)
  const rests = breaker.restsUntil()
  if (rests) return putBackAll(round, parcel, { until: rests, why: RESTS })
  try {
    const receipt = await deliver(house, parcel)
    breaker.worked()
    round.sent.push({ row: parcel.row, receipt })
  } catch (error) {
    if (isAboutGateway(error)) breaker.failed()
    else breaker.worked()
    await inPractice(house, who, (ctx) => afterFailure(ctx, parcel.row, error))
  }
}

/** What goes the same way need not be asked one by one. */
async function putBackAll(round: Round, parcel: Parcel, wait: { until: Date; why: string | null }) {
  const others = round.waiting.filter(({ gateway }) => gateway === parcel.gateway)
  round.waiting = round.waiting.filter(({ gateway }) => gateway !== parcel.gateway)
  const rows = [parcel, ...others].map(({ row }) => row)
  await inPractice(round.house, round.who, (ctx) => putBack(ctx, rows, wait))
}

async function mark(round: Round) {
  const sent = round.sent.splice(0)
  if (sent.length > 0) await inPractice(round.house, round.who, (ctx) => markSent(ctx, sent))
}

async function deliver(house: House, { mail, sms }: Parcel): Promise<Receipt> {
  if (mail) {
    const { answer, earlier } = await house.services.mail.send(mail)
    return { answer, gatewayId: null, ...(earlier ? { earlier } : {}) }
  }
  if (sms) return sendSms(sms.settings, sms.wish)
  // The client's own page shows it as soon as it counts as sent.
  return { answer: 'Shown on the client’s page.', gatewayId: null }
}

/** Each minute, planned messages of the next 15 minutes become jobs, and so do those whose gateway is to be tried again. */
export const dueSweep = sweep({
  name: 'messages.due',
  everySeconds: 60,
  run: async (house, practiceId) => {
    const who = { practiceId, actor: { kind: 'system', name: 'messages.due' }, name: 'messages.due' } as const
    await inPractice(house, who, async (ctx) => {
      const until = new Date(ctx.now.getTime() + JOB_AHEAD_MS)
      const { rows } = await sql<{
        id: string
        at: Date
      }>`select id, coalesce(try_again_at, send_at) as at from message
        where practice_id = ${practiceId} and state in ('planned', 'sending') and channel <> 'call' and send_at <= ${until}
          and (try_again_at is null or try_again_at <= ${until}) and (taken_until is null or taken_until <= ${ctx.now})
        order by send_at limit 5000`.execute(ctx.db)
      for (const { id, at } of rows) queueIfDue(ctx, id, at)
    })
  },
})
