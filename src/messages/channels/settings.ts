import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { readAgain, readOnce } from '../../platform/operation/once.ts'
import { problem } from '../../platform/problem.ts'
import { unsealText } from '../../platform/sealed.ts'

export interface TwilioConfig {
  accountSid: string
  /** Another server that speaks Twilio's language; usually Twilio's own. */
  baseUrl?: string | undefined
}

export interface HttpConfig {
  url: string
  method: 'POST' | 'PUT' | 'GET'
  headers: Record<string, string>
  /** With {{to}}, {{from}}, {{text}}, {{id}} and {{secret}}; each is written as JSON or form text where it stands. */
  body: string
  /** Where the answer holds the gateway's id, such as data.messages.0.id. */
  idPath: string
}

/** How a practice sends, with its secrets; only for those who send. */
export interface ChannelSettings {
  undoSeconds: number
  smsKind: 'twilio' | 'http' | null
  smsFrom: string | null
  smsConfig: Partial<TwilioConfig & HttpConfig>
  smsSecret: string | null
  inboundSecret: string | null
  replyDomain: string | null
  rowVersion: number
}

interface Row {
  undo_seconds: number
  sms_kind: 'twilio' | 'http' | null
  sms_from: string | null
  sms_config: Partial<TwilioConfig & HttpConfig>
  sms_secret: string | null
  inbound_secret: string | null
  reply_domain: string | null
  row_version: number
}

export const USUAL_UNDO_SECONDS = 180

const KEY = 'message_settings'

/** The settings of the practice; the usual ones where nothing was set. */
export function findChannelSettings(ctx: Context): Promise<ChannelSettings> {
  return readOnce(ctx, KEY, () => readChannelSettings(ctx))
}

/** The settings were changed in this transaction. */
export const channelSettingsChanged = (ctx: Context) => readAgain(ctx, KEY)

async function readChannelSettings(ctx: Context): Promise<ChannelSettings> {
  const { rows } =
    await sql<Row>`select * from message_settings where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const row = rows[0]
  return {
    undoSeconds: row?.undo_seconds ?? USUAL_UNDO_SECONDS,
    smsKind: row?.sms_kind ?? null,
    smsFrom: row?.sms_from ?? null,
    smsConfig: row?.sms_config ?? {},
    smsSecret: row?.sms_secret ? unsealText(ctx, row.sms_secret) : null,
    inboundSecret: row?.inbound_secret ? unsealText(ctx, row.inbound_secret) : null,
    replyDomain: row?.reply_domain ?? null,
    rowVersion: row?.row_version ?? 0,
  }
}

/** Whether text messages can leave. */
export function canText({ smsKind, smsFrom, smsSecret, smsConfig }: ChannelSettings): boolean {
  return smsKind === 'twilio' ? Boolean(smsFrom && smsSecret && smsConfig.accountSid) : smsKind === 'http'
}

/** 409: nothing can be sent that way yet. */
export function channelNotSet() {
  return problem(
    409,
    'channel_not_set',
    'Text messages cannot be sent yet. Enter the gateway in the settings under Channels.',
  )
}
