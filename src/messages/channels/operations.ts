import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, changedMeanwhile } from '../../platform/operation/row-version.ts'
import { line, text } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { listQuietHours, quietHoursChanged } from '../consent/quiet-hours.ts'
import { sayWhy } from '../say-why.ts'
import { CHANNELS, PURPOSES } from './purposes.ts'
import { sealText } from '../../platform/sealed.ts'
import { canText, channelNotSet, channelSettingsChanged, findChannelSettings } from './settings.ts'
import { unknownPlaces } from './sms/http-gateway.ts'
import { SmsError } from './sms/sms-wish.ts'
import { sendSms } from './sms/sms.ts'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 21:00.')
const QuietLine = z.strictObject({
  channel: z.enum(CHANNELS).nullable(),
  purpose: z.enum(PURPOSES).nullable(),
  from: Time,
  until: Time,
})
const SmsConfig = z.strictObject({
  accountSid: line(80).optional(),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional(),
  url: z
    .string()
    .max(500)
    .regex(/^https?:\/\//, 'Give an address that begins with https://.')
    .optional(),
  method: z.enum(['POST', 'PUT', 'GET']).optional(),
  headers: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,70}$/), line(500)).optional(),
  body: text(4000).optional(),
  idPath: z.string().max(100).optional(),
})

const SettingsView = z.object({
  undoSeconds: z.int(),
  smsKind: z.enum(['twilio', 'http']).nullable(),
  smsFrom: z.string().nullable(),
  smsConfig: SmsConfig,
  /** The secret itself is never answered. */
  hasSmsSecret: z.boolean(),
  canText: z.boolean(),
  hasInboundSecret: z.boolean(),
  replyDomain: z.string().nullable(),
  quietHours: z.array(QuietLine),
  /** What a gateway and a mail server are told to call. */
  addresses: z.object({ messages: z.string().nullable(), reports: z.string().nullable(), mail: z.string() }),
  rowVersion: z.int(),
})

async function present(ctx: Context): Promise<z.input<typeof SettingsView>> {
  const { smsSecret, inboundSecret, ...settings } = await findChannelSettings(ctx)
  const { slug } = await ctx.practice()
  const base = `${ctx.services.settings.publicUrl}/api/public/${slug}`
  const texts = settings.smsKind && `${base}/text-messages/${settings.smsKind}`
  return {
    ...settings,
    hasSmsSecret: smsSecret !== null,
    canText: canText({ ...settings, smsSecret, inboundSecret }),
    hasInboundSecret: inboundSecret !== null,
    quietHours: [...(await listQuietHours(ctx))],
    addresses: {
      messages: texts && `${texts}/inbound`,
      reports: texts && `${texts}/reports`,
      mail: `${base}/mail/inbound`,
    },
  }
}

export const get = operation({
  path: 'GET /message-channels',
  summary: 'How the practice sends: gateway, quiet hours, time to undo',
  allow: 'settings.see',
  takes: z.strictObject({}),
  returns: SettingsView,
  run: present,
})

const Wish = z.strictObject({
  undoSeconds: z.int().min(0).max(900),
  smsKind: z.enum(['twilio', 'http']).nullable(),
  smsFrom: line(40).nullable(),
  smsConfig: SmsConfig,
  /** Left out: the known one stays. */
  smsSecret: z.string().min(1).max(500).optional(),
  replyDomain: z
    .string()
    .max(190)
    .regex(/^[a-z0-9.-]+\.[a-z0-9-]{2,}$/i, 'Give the part behind the @, such as in.example.org.')
    .nullable(),
  quietHours: z.array(QuietLine).max(40),
  rowVersion: z.int().min(0),
})

export const save = operation({
  path: 'PUT /message-channels',
  summary: 'Set the gateway, the quiet hours and the time to undo',
  allow: 'channels.manage',
  takes: Wish,
  returns: SettingsView,
  fails: [CHANGED_MEANWHILE],
  secret: 'input',
  run: async (ctx, wish) => {
    checkGateway(wish)
    await saveSettings(ctx, wish)
    await saveQuietHours(ctx, wish.quietHours)
    ctx.record('message_settings.changed', {
      subject: ['message_settings', ctx.practiceId],
      after: { ...wish, smsSecret: wish.smsSecret ? 'changed' : 'kept' },
    })
    return present(ctx)
  },
})

function checkGateway({ smsKind, smsConfig, smsFrom }: z.output<typeof Wish>) {
  const { accountSid, url, headers = {}, body = '' } = smsConfig
  if (smsKind === 'twilio' && !accountSid)
    throw invalid('smsConfig.accountSid', 'Give the account SID of Twilio.')
  if (smsKind === 'twilio' && !smsFrom) throw invalid('smsFrom', 'Give the number that Twilio sends from.')
  if (smsKind === 'http' && !url) throw invalid('smsConfig.url', 'Give the address of the gateway.')
  const [wrong] = [url ?? '', body, ...Object.values(headers)].flatMap(unknownPlaces)
  if (wrong)
    throw invalid(
      'smsConfig.body',
      `{{${wrong}}} means nothing here: to, from, text, id, secret and status_url do.`,
    )
}

async function saveSettings(ctx: Context, wish: z.output<typeof Wish>) {
  const secret = wish.smsSecret ? sealText(ctx, wish.smsSecret) : null
  const { rows } =
    await sql`insert into message_settings (practice_id, undo_seconds, sms_kind, sms_from, sms_config, sms_secret, reply_domain, changed_at)
    values (${ctx.practiceId}, ${wish.undoSeconds}, ${wish.smsKind}, ${wish.smsFrom}, ${JSON.stringify(wish.smsConfig)}::jsonb, ${secret},
      ${wish.replyDomain?.toLowerCase() ?? null}, ${ctx.now})
    on conflict (practice_id) do update set undo_seconds = excluded.undo_seconds, sms_kind = excluded.sms_kind, sms_from = excluded.sms_from,
      sms_config = excluded.sms_config, sms_secret = coalesce(excluded.sms_secret, message_settings.sms_secret), reply_domain = excluded.reply_domain,
      changed_at = excluded.changed_at, row_version = message_settings.row_version + 1
      where message_settings.row_version = ${wish.rowVersion}
    returning 1`.execute(ctx.db)
  channelSettingsChanged(ctx)
  if (rows.length === 0) throw changedMeanwhile((await findChannelSettings(ctx)).rowVersion)
}

async function saveQuietHours(ctx: Context, lines: z.output<typeof QuietLine>[]) {
  const keys = lines.map(({ channel, purpose }) => `${channel} ${purpose}`)
  if (new Set(keys).size < keys.length)
    throw invalid('quietHours', 'Two lines are for the same channel and purpose. Keep one of them.')
  await sql`delete from quiet_hours where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  for (const { channel, purpose, from, until } of lines)
    await sql`insert into quiet_hours (practice_id, id, channel, purpose, quiet_from, quiet_until)
      values (${ctx.practiceId}, ${ctx.newId()}, ${channel}, ${purpose}, ${from}, ${until})`.execute(ctx.db)
  quietHoursChanged(ctx)
}

export const newInboundSecret = operation({
  path: 'POST /message-channels/inbound-secret',
  summary: 'A new secret for what is posted to us; shown once, the old one ends',
  allow: 'channels.manage',
  takes: z.strictObject({}),
  returns: z.object({ secret: z.string() }),
  secret: 'answer',
  run: async (ctx) => {
    const secret = Buffer.from(ctx.services.random.bytes(32)).toString('base64url')
    await sql`insert into message_settings (practice_id, inbound_secret, changed_at) values (${ctx.practiceId}, ${sealText(ctx, secret)}, ${ctx.now})
      on conflict (practice_id) do update set inbound_secret = excluded.inbound_secret, row_version = message_settings.row_version + 1`.execute(
      ctx.db,
    )
    channelSettingsChanged(ctx)
    ctx.record('message_settings.changed', { subject: ['message_settings', ctx.practiceId] })
    return { secret }
  },
})

export const tryOut = operation({
  path: 'POST /message-channels/trial',
  summary: 'Send one text message to a number of your own, to see that the gateway works',
  allow: 'channels.manage',
  takes: z.strictObject({
    to: z.string().regex(/^\+[1-9]\d{6,14}$/, 'Give the number with its country, such as +12125550123.'),
  }),
  returns: z.object({ sent: z.boolean(), answer: z.string() }),
  fails: ['channel_not_set'],
  run: async (ctx, { to }) => {
    const settings = await findChannelSettings(ctx)
    if (!canText(settings)) throw channelNotSet()
    const { name, slug } = await ctx.practice()
    const statusUrl = `${ctx.services.settings.publicUrl}/api/public/${slug}/text-messages/${settings.smsKind}/reports`
    try {
      const wish = { to, text: `${name}: OK`, id: ctx.newId(), statusUrl }
      const { privateGateways: allowPrivate } = ctx.services.settings
      const { answer } = await sendSms(settings, { ...wish, allowPrivate })
      return { sent: true, answer }
    } catch (error) {
      if (!(error instanceof SmsError)) throw error
      return { sent: false, answer: sayWhy(ctx, error.message) }
    }
  },
})
