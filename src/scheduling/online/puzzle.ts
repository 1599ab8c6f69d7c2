import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { OnlineRules } from './rules.ts'

/** A puzzle and its answer, as they come with the wish for a time. */
export const PuzzleAnswer = z.strictObject({
  challenge: z.string().max(200),
  answer: z.string().regex(/^\d{1,12}$/, 'The answer is a whole number.'),
})
export type PuzzleAnswer = z.output<typeof PuzzleAnswer>

export interface Puzzle {
  /** null: none is needed now. */
  challenge: string | null
  /** Leading zero bits of SHA-256(`challenge:answer`). */
  bits: number
  expiresAt: Date | null
}

const MINUTE = 60_000
const VALID_FOR = 10 * MINUTE
/** 12 bits take a phone a blink (4,096 tries), 20 bits some seconds: dear by the thousand, bearable once. */
const LEAST_BITS = 12
const MOST_BITS = 20
/** Times an address may take within an hour, and everybody within ten minutes, before it counts as unusual. */
const USUAL_OF_ADDRESS = 12
const USUAL_OF_PRACTICE = 30

/** A puzzle as hard as the present rate asks for. It is kept nowhere: its seal proves that we made it. */
export async function makePuzzle(ctx: Context, rules: Pick<OnlineRules, 'puzzle'>, heldBy: string | null) {
  const bits = await bitsWanted(ctx, rules, heldBy)
  return bits === 0 ? { challenge: null, bits, expiresAt: null } : sealed(ctx, bits)
}

/**
 * Refuses (428 puzzle_required, with a fresh puzzle) a wish whose puzzle is not solved, is too easy by now, is over or
 * was used. Nobody is asked who does not come through the network.
 */
export async function requirePuzzle(
  ctx: Context,
  rules: Pick<OnlineRules, 'puzzle'>,
  { heldBy, given }: { heldBy: string | null; given: PuzzleAnswer | null | undefined },
): Promise<void> {
  const bits = await bitsWanted(ctx, rules, heldBy)
  if (bits === 0) return
  const solved = given ? readSolved(ctx, given) : null
  if (!solved || solved.bits < bits || !(await spend(ctx, solved))) {
    const fresh = sealed(ctx, bits)
    throw problem(
      428,
      'puzzle_required',
      'Your browser has to solve a small puzzle first, so that programs do not take all the times. Please try again.',
      { puzzle: { ...fresh, expiresAt: fresh.expiresAt.toISOString() } },
    )
  }
}

async function bitsWanted(
  ctx: Context,
  { puzzle }: Pick<OnlineRules, 'puzzle'>,
  heldBy: string | null,
): Promise<number> {
  if (puzzle === 'never' || !heldBy) return 0
  const { rows } = await sql<{ own: number; all: number }>`select
      (select count(*) from appointment where practice_id = ${ctx.practiceId} and held_by = ${heldBy}
        and created_at > ${new Date(ctx.now.getTime() - 60 * MINUTE)})::int as own,
      (select count(*) from (select from appointment where practice_id = ${ctx.practiceId} and held_by is not null
        and created_at > ${new Date(ctx.now.getTime() - 10 * MINUTE)} limit 1000) x)::int as "all"`.execute(
    ctx.db,
  )
  return bitsFor(puzzle, rows[0]!)
}

/** How hard the puzzle is: one bit (twice the work) for each time above the usual, and for each doubling of all. */
export function bitsFor(
  rule: Exclude<OnlineRules['puzzle'], 'never'>,
  { own, all }: { own: number; all: number },
): number {
  const above = Math.max(0, own - USUAL_OF_ADDRESS + 1)
  const crowd = all > USUAL_OF_PRACTICE ? Math.ceil(Math.log2(all / USUAL_OF_PRACTICE)) : 0
  if (rule === 'busy' && above === 0 && crowd === 0) return 0
  return Math.min(MOST_BITS, LEAST_BITS + above + 2 * crowd)
}

function sealed(ctx: Context, bits: number) {
  const expiresAt = new Date(ctx.now.getTime() + VALID_FOR)
  const nonce = Buffer.from(ctx.services.random.bytes(12)).toString('base64url')
  const body = `${bits}.${expiresAt.getTime()}.${nonce}`
  return { challenge: `${body}.${sealOf(ctx, body)}`, bits, expiresAt }
}

/** The seal binds a puzzle to the practice it was made for. */
function sealOf(ctx: Context, body: string): string {
  return createHmac('sha256', ctx.services.settings.secret)
    .update(`puzzle ${ctx.practiceId} ${body}`)
    .digest('base64url')
}

interface Solved {
  bits: number
  nonce: string
  expiresAt: Date
}

/** What a solved puzzle says; null when it is not ours, over or not solved. */
function readSolved(ctx: Context, { challenge, answer }: PuzzleAnswer): Solved | null {
  const [, bits, expires, nonce, seal] =
    /^(\d{1,2})\.(\d{13})\.([\w-]{16})\.([\w-]{43})$/.exec(challenge) ?? []
  if (!bits || !expires || !nonce || !seal) return null
  const own = Buffer.from(sealOf(ctx, `${bits}.${expires}.${nonce}`))
  if (!timingSafeEqual(own, Buffer.from(seal)) || Number(expires) <= ctx.now.getTime()) return null
  const digest = createHash('sha256').update(`${challenge}:${answer}`).digest()
  return leadingZeros(digest) >= Number(bits)
    ? { bits: Number(bits), nonce, expiresAt: new Date(Number(expires)) }
    : null
}

/** Zero bits at the front of a digest. */
export function leadingZeros(digest: Uint8Array): number {
  const at = digest.findIndex((byte) => byte !== 0)
  return at < 0 ? digest.length * 8 : at * 8 + Math.clz32(digest[at]!) - 24
}

/** Each puzzle counts once; of two uses at the same moment one waits here and loses. */
async function spend(ctx: Context, { nonce, expiresAt }: Solved): Promise<boolean> {
  await sql`delete from spent_puzzle where practice_id = ${ctx.practiceId} and expires_at < ${ctx.now}`.execute(
    ctx.db,
  )
  const { rows } = await sql`insert into spent_puzzle (practice_id, nonce, expires_at)
    values (${ctx.practiceId}, ${nonce}, ${expiresAt}) on conflict do nothing returning 1`.execute(ctx.db)
  return rows.length > 0
}
