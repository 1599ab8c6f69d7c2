import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { changedMeanwhile } from '../../../platform/operation/row-version.ts'
import { invalid, problem } from '../../../platform/problem.ts'
import { sealText, unsealText } from '../../../platform/sealed.ts'

export const CLEARINGHOUSE_KINDS = ['off', 'practice', 'folder', 'http'] as const

/** How this practice asks payers. The password is not part of it. */
export interface Clearinghouse {
  kind: (typeof CLEARINGHOUSE_KINDS)[number]
  url: string | null
  userName: string | null
  hasSecret: boolean
  senderQualifier: string
  senderId: string
  receiverQualifier: string
  receiverId: string
  isTrial: boolean
  providerName: string
  npi: string
  serviceTypes: string[]
  staleDays: number
  aheadDays: number
  rowVersion: number
}

const READ =
  sql.raw(`select kind, url, user_name as "userName", secret_sealed is not null as "hasSecret", sender_qualifier as "senderQualifier",
  sender_id as "senderId", receiver_qualifier as "receiverQualifier", receiver_id as "receiverId", is_trial as "isTrial",
  provider_name as "providerName", npi, service_types as "serviceTypes", stale_days as "staleDays", ahead_days as "aheadDays",
  row_version as "rowVersion" from clearinghouse`)

const NONE: Clearinghouse = {
  kind: 'off',
  url: null,
  userName: null,
  hasSecret: false,
  senderQualifier: 'ZZ',
  senderId: '',
  receiverQualifier: 'ZZ',
  receiverId: '',
  isTrial: true,
  providerName: '',
  npi: '',
  serviceTypes: [],
  staleDays: 30,
  aheadDays: 3,
  rowVersion: 1,
}

/** The practice's way to ask, or none yet. */
export async function findClearinghouse(ctx: Context): Promise<Clearinghouse> {
  const { rows } = await sql<Clearinghouse>`${READ} where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return rows[0] ?? NONE
}

export type ClearinghouseWish = Omit<Clearinghouse, 'hasSecret'> & {
  /** Undefined: as before. Null: none. */
  secret?: string | null | undefined
}

export async function saveClearinghouse(ctx: Context, wish: ClearinghouseWish): Promise<void> {
  const before = await findClearinghouse(ctx)
  check(wish)
  const secret = wish.secret ? sealText(ctx, wish.secret) : null
  await sql`insert into clearinghouse (practice_id, kind) values (${ctx.practiceId}, 'off') on conflict do nothing`.execute(
    ctx.db,
  )
  const { rows } =
    await sql`update clearinghouse set kind = ${wish.kind}, url = ${wish.url}, user_name = ${wish.userName},
      secret_sealed = ${wish.secret === undefined ? sql`secret_sealed` : sql`${secret}`},
      sender_qualifier = ${wish.senderQualifier}, sender_id = ${wish.senderId}, receiver_qualifier = ${wish.receiverQualifier},
      receiver_id = ${wish.receiverId}, is_trial = ${wish.isTrial}, provider_name = ${wish.providerName}, npi = ${wish.npi},
      service_types = ${wish.serviceTypes}, stale_days = ${wish.staleDays}, ahead_days = ${wish.aheadDays}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and row_version = ${wish.rowVersion} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  const { secret: _secret, ...after } = wish
  ctx.record('clearinghouse.changed', { subject: ['practice', ctx.practiceId], before, after })
}

function check({ kind, url, senderId, receiverId, npi }: ClearinghouseWish) {
  if (kind === 'http' && !url) throw invalid('url', 'Give the address that takes the questions.')
  if (kind === 'folder' || kind === 'http') {
    if (!senderId) throw invalid('senderId', 'Give the number under which the clearinghouse knows you.')
    if (!receiverId) throw invalid('receiverId', 'Give the number of the clearinghouse.')
  }
  if (npi && !isNpi(npi))
    throw invalid('npi', 'This is not an NPI: ten digits, the last one checks the others.')
}

/** Ten digits with the check digit of Luhn's formula over 80840 and the number (45 CFR 162.406). */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false
  const digits = [...`80840${text}`].map(Number).reverse()
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** The gateway's password; null when there is none or it cannot be read with this installation's secret. */
export async function gatewaySecret(ctx: Context): Promise<string | null> {
  const { rows } = await sql<{
    sealed: string | null
  }>`select secret_sealed as sealed from clearinghouse where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return rows[0]?.sealed ? unsealText(ctx, rows[0].sealed) : null
}

/** The next number of an interchange; each is given once. */
export async function takeControl(ctx: Context): Promise<number> {
  const { rows } = await sql<{
    control: string
  }>`update clearinghouse set next_control = next_control % 999999999 + 1
    where practice_id = ${ctx.practiceId} and kind <> 'off'
    returning case when next_control = 1 then 999999999 else next_control - 1 end as control`.execute(ctx.db)
  if (!rows[0]) throw noClearinghouse()
  return Number(rows[0].control)
}

export function noClearinghouse() {
  return problem(
    409,
    'no_clearinghouse',
    'This practice has no way to ask payers yet. Set one up under Settings, Insurance.',
  )
}
