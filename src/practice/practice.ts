import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { changedMeanwhile } from '../platform/operation/row-version.ts'

/** The practice's own facts, as the settings show them. */
export interface Practice {
  id: string
  slug: string
  name: string
  pack: string
  locale: 'en' | 'de'
  currency: string
  country: string
  zone: string
  phone: string | null
  email: string | null
  website: string | null
  legalName: string | null
  taxNumber: string | null
  addressLines: string[]
  settings: Record<string, unknown>
  embedHosts: string[]
  secondFactorRequired: boolean
  rowVersion: number
}

const COLUMNS =
  sql.raw(`practice_id as id, slug, name, pack, locale, currency, country, zone, phone, email, website,
  legal_name as "legalName", tax_number as "taxNumber", address_lines as "addressLines", settings, embed_hosts as "embedHosts",
  second_factor_required as "secondFactorRequired", row_version as "rowVersion"`)

/** All that is known of the practice of this transaction: letterheads, mails and the settings read it. */
export async function findPractice(ctx: Context): Promise<Practice> {
  const { rows } =
    await sql<Practice>`select ${COLUMNS} from practice where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  if (!rows[0]) throw new Error('The practice of this transaction does not exist.')
  return rows[0]
}

export type PracticeChange = Partial<
  Omit<Practice, 'id' | 'slug' | 'pack' | 'currency' | 'settings' | 'rowVersion'>
>

/** Changes what is given. Currency and pack stay: money and records are kept in them. */
export async function updatePractice(
  ctx: Context,
  change: PracticeChange & { rowVersion: number },
): Promise<Practice> {
  const { rowVersion, ...given } = change
  const before = await findPractice(ctx)
  const after = {
    ...before,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  } as Practice
  const { rows } =
    await sql`update practice set name = ${after.name}, locale = ${after.locale}, country = ${after.country}, zone = ${after.zone},
      phone = ${after.phone}, email = ${after.email}, website = ${after.website}, legal_name = ${after.legalName},
      tax_number = ${after.taxNumber}, address_lines = ${after.addressLines}, embed_hosts = ${after.embedHosts},
      second_factor_required = ${after.secondFactorRequired}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and row_version = ${rowVersion} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('practice.updated', {
    subject: ['practice', ctx.practiceId],
    data: { fields: Object.keys(given) },
    before,
    after,
  })
  return findPractice(ctx)
}

/** One choice of the practice, as the slice that owns the key left it; undefined when nobody chose. */
export async function settingIfAny(ctx: Context, key: string): Promise<unknown> {
  return (await findPractice(ctx)).settings[key]
}

/** Keeps a choice; the slice that owns the key checks the value before. */
export async function keepSetting(ctx: Context, key: string, value: unknown) {
  const before = await settingIfAny(ctx, key)
  await sql`update practice set settings = settings || ${JSON.stringify({ [key]: value })}::jsonb
    where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  ctx.record('practice.setting_changed', {
    subject: ['practice', ctx.practiceId],
    data: { key },
    before,
    after: value,
  })
}
