import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { decodeX12, readAcknowledgement, readX12 } from '../../../platform/x12/x12.ts'
import type { Transaction, X12Fault } from '../../../platform/x12/x12.ts'
import { SEND_JOB } from './check.ts'
import type { Trouble } from './check.ts'
import { read271 } from './read-271.ts'
import type { CoverAnswer } from './read-271.ts'
import { statementOf } from './statement.ts'

export interface Received {
  matched: number
  unmatched: number
  faults: X12Fault[]
  /** True when this very content was taken in before: it has no second effect. */
  isRepeated: boolean
}

const MOST_BUSY_TRIES = 3
const BUSY_MS = 15 * 60_000

/**
 * Takes in whatever a clearinghouse sends: answers (271), receipts (TA1, 999), several in one file, in any order,
 * twice. Each has its effect once. `asked` is the check that a gateway answered directly.
 */
export async function receiveX12(
  ctx: Context,
  content: Uint8Array,
  { name, asked }: { name: string; asked?: string },
): Promise<Received> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const text = decodeX12(content).replaceAll('\u0000', '')
  const id = ctx.newId()
  const { rows } =
    await sql`insert into x12_inbound (practice_id, id, sha256, name, received_at, matched, unmatched, faults, content)
    values (${ctx.practiceId}, ${id}, ${sha256}, ${name.slice(0, 200)}, ${ctx.now}, 0, 0, '[]', ${text})
    on conflict (practice_id, sha256) do nothing returning 1`.execute(ctx.db)
  // What a gateway answers to this very question counts, though its words are those of the last time.
  if (rows.length === 0 && !asked) return { matched: 0, unmatched: 0, faults: [], isRepeated: true }
  const result = await takeIn(ctx, text, asked)
  await sql`update x12_inbound set matched = ${result.matched}, unmatched = ${result.unmatched}, faults = ${JSON.stringify(result.faults)}::jsonb
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('cover.file_received', {
    subject: ['x12_inbound', id],
    data: { matched: result.matched, unmatched: result.unmatched, faults: result.faults.length },
  })
  return result
}

async function takeIn(ctx: Context, text: string, asked: string | undefined): Promise<Received> {
  const file = readX12(text)
  const result: Received = { matched: 0, unmatched: 0, faults: file.faults, isRepeated: false }
  const count = (isMatched: boolean) => (isMatched ? (result.matched += 1) : (result.unmatched += 1))
  for (const { receipts, groups } of file.interchanges) {
    for (const { control, outcome, note } of receipts)
      if (outcome === 'R') count(await refuse(ctx, Number(control), `TA1 ${note}`.trim()))
    for (const transaction of groups.flatMap((group) => group.transactions)) {
      // Half an answer may lack the very line that says "not covered": the fault is told instead.
      if (!transaction.isWhole) result.unmatched += 1
      else if (transaction.set === '271') count(await takeAnswer(ctx, transaction, { text, asked }))
      else if (transaction.set === '999' || transaction.set === '997')
        await takeReceipt(ctx, transaction, count)
      else
        result.faults.push({
          code: 'not_ours',
          segment: transaction.segments[0]!.number,
          message: `A ${transaction.set} is not read here: only answers about cover (271) and receipts (TA1, 999).`,
        })
    }
  }
  return result
}

async function takeAnswer(
  ctx: Context,
  transaction: Transaction,
  { text, asked }: { text: string; asked: string | undefined },
): Promise<boolean> {
  const answer = read271(transaction)
  const id = (await checkFor(ctx, answer)) ?? asked
  if (!id) return false
  const statement = statementOf(answer)
  const { verdict, rejections } = statement
  // AAA03 42 and 80: the payer cannot answer just now. Asking again later is all that helps.
  if (verdict === 'refused' && rejections.some(({ code }) => code === '42' || code === '80'))
    return askAgain(ctx, id)
  const { rows } = await sql<{
    client_id: string
    policy_id: string
  }>`update cover_check set state = 'answered', verdict = ${verdict},
      statement = ${JSON.stringify(statement)}::jsonb, answer_text = ${text}, answered_at = ${ctx.now}, trouble = null, trouble_text = null
    where practice_id = ${ctx.practiceId} and id = ${id} and state <> 'answered' returning client_id, policy_id`.execute(
    ctx.db,
  )
  const [check] = rows
  // Answered before: the payer sent the same in another file. It was found, and has no second effect.
  if (check)
    ctx.record('cover.answered', {
      subject: ['cover_check', id],
      clientId: check.client_id,
      data: { verdict, policyId: check.policy_id },
    })
  return true
}

async function checkFor(ctx: Context, { members, reference }: CoverAnswer): Promise<string | undefined> {
  const references = [...members.flatMap(({ traces }) => traces), reference].filter(Boolean)
  if (references.length === 0) return undefined
  const { rows } = await sql<{ id: string }>`select id from cover_check
    where practice_id = ${ctx.practiceId} and reference = any(${references.map((each) => each.toUpperCase())}) limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.id
}

async function askAgain(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql<{
    tries: number
  }>`update cover_check set tries = tries + 1, trouble = 'payer_busy',
      state = case when tries + 1 >= ${MOST_BUSY_TRIES} then 'failed' else 'waiting' end
    where practice_id = ${ctx.practiceId} and id = ${id} and state in ('waiting', 'sent') returning tries`.execute(
    ctx.db,
  )
  const tries = rows[0]?.tries
  if (tries !== undefined && tries < MOST_BUSY_TRIES)
    ctx.later(
      SEND_JOB,
      { checkId: id },
      { key: `${id} busy ${tries}`, runAt: new Date(ctx.now.getTime() + BUSY_MS * tries) },
    )
  return true
}

async function takeReceipt(ctx: Context, transaction: Transaction, count: (isMatched: boolean) => void) {
  const receipt = readAcknowledgement(transaction)
  if (receipt.group !== 'HS' || receipt.outcome === 'A' || receipt.outcome === 'E') return
  const where = receipt.transactions
    .flatMap((each) => each.faults)
    .map(({ segment, position, codes }) => `${segment} ${position}: ${codes.join(', ')}`)
  count(await refuse(ctx, Number(receipt.control), ['999', ...where].join(' · ')))
}

/** The clearinghouse would not take our question: nothing will be answered to it. */
async function refuse(ctx: Context, control: number, text: string): Promise<boolean> {
  const { rows } = await sql<{
    id: string
    client_id: string
  }>`update cover_check set state = 'failed', trouble = 'gateway_refused', trouble_text = ${text.slice(0, 300)}
    where practice_id = ${ctx.practiceId} and control = ${control} and state in ('waiting', 'sent') returning id, client_id`.execute(
    ctx.db,
  )
  if (rows[0])
    ctx.record('cover.failed', {
      subject: ['cover_check', rows[0].id],
      clientId: rows[0].client_id,
      data: { trouble: 'gateway_refused' },
    })
  return rows.length > 0
}

/** Notes why no answer came; `isFinal` puts it on the desk's list. An answer that comes later still counts. */
export async function noteTrouble(
  ctx: Context,
  id: string,
  { trouble, text, isFinal }: { trouble: Trouble; text: string; isFinal: boolean },
): Promise<void> {
  const { rows } = await sql<{
    client_id: string
  }>`update cover_check set trouble = ${trouble}, trouble_text = ${text.slice(0, 300)}, tries = tries + 1,
      state = case when ${isFinal} then 'failed' else state end
    where practice_id = ${ctx.practiceId} and id = ${id} and state in ('waiting', 'sent') returning client_id`.execute(
    ctx.db,
  )
  if (rows[0])
    ctx.record(isFinal ? 'cover.failed' : 'cover.delayed', {
      subject: ['cover_check', id],
      clientId: rows[0].client_id,
      data: { trouble },
    })
}
