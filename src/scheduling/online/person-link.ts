import { sql } from 'kysely'
import { createRateLimit } from '../../platform/http/rate-limit.ts'
import { job } from '../../platform/jobs/jobs.ts'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { problem } from '../../platform/problem.ts'
import { writeMail } from './mails.ts'
import { PERSON_LINK } from './person.ts'
import { languageFor, onlineRules } from './rules.ts'
import type { Language } from './rules.ts'

const MAIL_LINK = 'scheduling.mailPersonLink'
// An office may share an address; a mailbox gets few.
const FROM_ADDRESS = { burst: 10, perSecond: 1 / 120 }
const TO_MAILBOX = { burst: 3, perSecond: 1 / 900 }
const limits = new WeakMap<object, ReturnType<typeof createRateLimit>>()

/** Asks for a link by mail. The answer is the same whether anybody is known by this address or not. */
export async function askForLink(ctx: Context, wish: { email: string; language: string }): Promise<void> {
  const email = wish.email.trim().toLowerCase()
  refuseFlood(ctx, email)
  const language = languageFor(await onlineRules(ctx), wish.language)
  ctx.later(MAIL_LINK, { email, language })
}

function refuseFlood(ctx: Context, email: string) {
  if (!ctx.address) return
  const limit = limits.get(ctx.services) ?? createRateLimit(ctx.services.clock)
  limits.set(ctx.services, limit)
  const retryAfter = Math.max(
    limit(`address ${ctx.practiceId} ${ctx.address}`, FROM_ADDRESS),
    limit(`mailbox ${ctx.practiceId} ${email}`, TO_MAILBOX),
  )
  if (retryAfter > 0)
    throw problem(
      429,
      'rate_limited',
      'A link was sent a moment ago. Look into your mail, or try again later.',
      {
        retryAfter,
      },
    )
}

/** Mails the link, if a client has this address; else nothing happens, and nobody is told. */
export const mailPersonLink = job({
  kind: MAIL_LINK,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: MAIL_LINK } as const
    const mail = await inPractice(house, { practiceId, actor, name: MAIL_LINK }, (ctx) =>
      writeLink(ctx, { email: String(payload.email), language: payload.language as Language }),
    )
    if (mail) await house.services.mail.send(mail)
  },
})

async function writeLink(ctx: Context, { email, language }: { email: string; language: Language }) {
  const { rows } = await sql<{ id: string }>`select p.id from contact_point p
    join client c on c.practice_id = p.practice_id and c.id = p.client_id
    where p.practice_id = ${ctx.practiceId} and p.kind = 'email' and p.value = ${email} and c.archived_at is null
    order by p.created_at, p.id limit 1`.execute(ctx.db)
  if (!rows[0]) return null
  const { url } = await createLink(ctx, {
    purpose: PERSON_LINK,
    subject: ['contact_point', rows[0].id],
    clientId: null,
    validFor: 60 * 60_000,
    page: '/book/me',
  })
  return writeMail(ctx, { kind: 'person', language, to: email, url })
}
