import { sql } from 'kysely'
import { subscriber } from '../platform/events/subscribers.ts'
import type { Context } from '../platform/operation/context.ts'
import { findPack } from '../practice/index.ts'
import { invalid } from '../platform/problem.ts'

export interface Text {
  en: string
  de: string
}

export interface Section {
  key: string
  title: Text
  kind: 'text' | 'number' | 'scale' | 'choice' | 'checkbox' | 'body_chart'
  hint?: Text | undefined
  required: boolean
  options?: { code: string; label: Text }[] | undefined
  min?: number | undefined
  max?: number | undefined
}

export interface NoteTemplate {
  id: string
  key: string
  version: number
  title: Text
  sections: Section[]
}

/** When a service names no template, or one that is gone. */
const PLAIN = {
  key: 'free',
  title: { en: 'Note', de: 'Notiz' },
  sections: [{ key: 'text', title: { en: 'Note', de: 'Notiz' }, kind: 'text', required: true }],
} satisfies Omit<NoteTemplate, 'id' | 'version'>

/** The newest version of each template. */
export async function listTemplates(ctx: Context): Promise<NoteTemplate[]> {
  const { rows } =
    await sql<NoteTemplate>`select distinct on (key) id, key, version, title, sections from note_template
    where practice_id = ${ctx.practiceId} order by key, version desc`.execute(ctx.db)
  return rows
}

export async function findTemplate(ctx: Context, key: string): Promise<NoteTemplate> {
  const found = (await listTemplates(ctx)).find((each) => each.key === key)
  if (!found) throw invalid('templateKey', 'There is no such note template.')
  return found
}

/** The template of a service; a plain one where it names none. */
export async function templateOrPlain(ctx: Context, key: string | null): Promise<NoteTemplate> {
  const all = await listTemplates(ctx)
  return (
    all.find((each) => each.key === key) ??
    all.find((each) => each.key === PLAIN.key) ??
    (await saveTemplate(ctx, PLAIN))
  )
}

/** Keeps a template as the next version of its key. */
export async function saveTemplate(
  ctx: Context,
  template: Pick<NoteTemplate, 'key' | 'title' | 'sections'>,
): Promise<NoteTemplate> {
  const { rows } =
    await sql<NoteTemplate>`insert into note_template (practice_id, id, key, version, title, sections, created_at)
    select ${ctx.practiceId}, ${ctx.newId()}, ${template.key}, coalesce(max(version), 0) + 1, ${JSON.stringify(template.title)}::jsonb, ${JSON.stringify(template.sections)}::jsonb, ${ctx.now}
    from note_template where practice_id = ${ctx.practiceId} and key = ${template.key}
    returning id, key, version, title, sections`.execute(ctx.db)
  return rows[0]!
}

/** The note templates that come with the practice's profession. */
export const installPack = subscriber({
  name: 'records.installPack',
  on: ['practice.created'],
  run: async (ctx) => {
    const { pack } = await ctx.practice()
    const known = await listTemplates(ctx)
    for (const template of findPack(pack).noteTemplates) {
      if (!known.some(({ key }) => key === template.key)) await saveTemplate(ctx, template as NoteTemplate)
    }
  },
})
