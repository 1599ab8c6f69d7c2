import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { checkTemplate, renderTemplate } from '../platform/mail/mail.ts'
import type { Context } from '../platform/operation/context.ts'
import { readAgain, readOnce } from '../platform/operation/once.ts'
import { changedMeanwhile } from '../platform/operation/row-version.ts'
import { notFound, problem } from '../platform/problem.ts'
import { projectRoot } from '../platform/project-root.ts'
import { FIELDS, fieldsFor } from './template-fields.ts'

export interface Template {
  subject: string
  title: string
  body: string
  button: string
  /** The short wording of a text message; a link is added at its end when it leaves. */
  sms: string
}

export type Locale = 'en' | 'de'
export const LOCALES: readonly Locale[] = ['en', 'de']

/** Only these may stand in a subject line: it is shown on locked phones and kept by mail servers. */
const IN_SUBJECTS = ['practice_name', 'invoice_number']

const builtIn = new Map<Locale, Record<string, Template>>()

/** The wording that comes with Atrium. */
export function builtInTemplate(key: string, locale: Locale): Template {
  if (!builtIn.has(locale))
    builtIn.set(
      locale,
      JSON.parse(readFileSync(join(projectRoot(), 'src/messages/templates', `${locale}.json`), 'utf8')),
    )
  const found = builtIn.get(locale)![key]
  if (!found) throw notFound('This message')
  return found
}

/** The practice's own wording, or the built-in one. */
export function findTemplate(ctx: Context, key: string, locale: Locale): Promise<Template> {
  return readOnce(ctx, nameOf(key, locale), () => readTemplate(ctx, key, locale))
}

const nameOf = (key: string, locale: Locale) => `message_template ${key} ${locale}`

async function readTemplate(ctx: Context, key: string, locale: Locale): Promise<Template> {
  const { rows } = await sql<Template>`select subject, title, body, sms from message_template
    where practice_id = ${ctx.practiceId} and key = ${key} and locale = ${locale}`.execute(ctx.db)
  const builtIn = builtInTemplate(key, locale)
  return { ...builtIn, ...rows[0], sms: rows[0]?.sms ?? smsOf(builtIn) }
}

/** A wording without a short form says its title; the rest stands behind the link. */
function smsOf({ sms, title }: Template): string {
  return sms ?? `{{ practice_name }}: ${title}`
}

export interface TemplateView extends Template {
  key: string
  locale: Locale
  fields: string[]
  isOwn: boolean
  rowVersion: number
}

/** Every message in every language, with the fields it may use. */
export async function listTemplates(ctx: Context): Promise<TemplateView[]> {
  const { rows } = await sql<{
    key: string
    locale: Locale
    subject: string
    title: string
    body: string
    sms: string | null
    row_version: number
  }>`
    select * from message_template where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return Object.keys(FIELDS).flatMap((key) =>
    LOCALES.map((locale) => {
      const own = rows.find((row) => row.key === key && row.locale === locale)
      const { subject, title, body } = own ?? builtInTemplate(key, locale)
      return {
        key,
        locale,
        subject,
        title,
        body,
        button: builtInTemplate(key, locale).button,
        sms: own?.sms ?? smsOf(builtInTemplate(key, locale)),
        fields: fieldsFor(key),
        isOwn: Boolean(own),
        rowVersion: own?.row_version ?? 0,
      }
    }),
  )
}

/** Refuses (422, naming field and line) what could not be filled later. */
export function checkWording(
  key: string,
  wording: Pick<Template, 'subject' | 'title' | 'body'> & { sms?: string | null | undefined },
) {
  const problems = [
    ...checkTemplate(wording.sms ?? '', fieldsFor(key)).map((each) => ({
      field: 'sms',
      message: `Line ${each.line}: ${each.message}`,
    })),
    ...checkTemplate(wording.subject, IN_SUBJECTS).map((each) => ({
      field: 'subject',
      message: `Line ${each.line}: ${each.message}`,
    })),
    ...checkTemplate(wording.title, fieldsFor(key)).map((each) => ({
      field: 'title',
      message: `Line ${each.line}: ${each.message}`,
    })),
    ...checkTemplate(wording.body, fieldsFor(key)).map((each) => ({
      field: 'body',
      message: `Line ${each.line}: ${each.message}`,
    })),
  ]
  if (problems.length > 0) throw problem(422, 'template_invalid', problems[0]!.message, { fields: problems })
}

/** Keeps the practice's own wording; 409 when somebody saved meanwhile. */
export async function saveTemplate(
  ctx: Context,
  wish: { key: string; locale: Locale; rowVersion: number; sms?: string | null | undefined } & Pick<
    Template,
    'subject' | 'title' | 'body'
  >,
) {
  builtInTemplate(wish.key, wish.locale)
  checkWording(wish.key, wish)
  const { rows } = await sql<{
    id: string
  }>`insert into message_template (practice_id, id, key, locale, subject, title, body, sms, changed_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.key}, ${wish.locale}, ${wish.subject}, ${wish.title}, ${wish.body}, ${wish.sms ?? null}, ${ctx.now})
    on conflict (practice_id, key, locale) do update
      set subject = excluded.subject, title = excluded.title, body = excluded.body, sms = coalesce(excluded.sms, message_template.sms), changed_at = excluded.changed_at, row_version = message_template.row_version + 1
      where message_template.row_version = ${wish.rowVersion}
    returning id`.execute(ctx.db)
  if (!rows[0]) throw changedMeanwhile(await currentVersion(ctx, wish))
  readAgain(ctx, nameOf(wish.key, wish.locale))
  ctx.record('message_template.changed', {
    subject: ['message_template', rows[0].id],
    data: { key: wish.key, locale: wish.locale },
    after: wish,
  })
}

/** Goes back to the built-in wording. */
export async function resetTemplate(ctx: Context, key: string, locale: Locale) {
  builtInTemplate(key, locale)
  const { rows } = await sql<{ id: string }>`delete from message_template
    where practice_id = ${ctx.practiceId} and key = ${key} and locale = ${locale} returning id`.execute(
    ctx.db,
  )
  readAgain(ctx, nameOf(key, locale))
  if (rows[0])
    ctx.record('message_template.reset', { subject: ['message_template', rows[0].id], data: { key, locale } })
}

/** Subject, title and paragraphs with the values in. */
export async function fillTemplate(template: Template, data: Record<string, unknown>) {
  const [subject, title, body, sms] = await Promise.all(
    [template.subject, template.title, template.body, template.sms].map((part) => renderTemplate(part, data)),
  )
  const paragraphs = body!
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter(Boolean)
  return {
    subject: subject!.replace(/\s+/g, ' ').trim(),
    title: title!.trim(),
    paragraphs,
    button: template.button,
    sms: sms!.trim(),
  }
}

async function currentVersion(
  ctx: Context,
  { key, locale }: { key: string; locale: Locale },
): Promise<number> {
  const { rows } = await sql<{ row_version: number }>`select row_version from message_template
    where practice_id = ${ctx.practiceId} and key = ${key} and locale = ${locale}`.execute(ctx.db)
  return rows[0]?.row_version ?? 0
}
