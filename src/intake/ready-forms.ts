import { findPack, packKeys } from '../practice/index.ts'
import type { Context } from '../platform/operation/context.ts'
import { notFound } from '../platform/problem.ts'
import { findDraftIfAny, keepDraft } from './drafts/draft.ts'
import { listForms, saveForm } from './form.ts'
import type { Form } from './form.ts'
import type { Item, Questionnaire } from './questionnaire/questionnaire.ts'
import { allItems, titleIn } from './questionnaire/questionnaire.ts'
import { translated } from './questionnaire/extensions.ts'

export interface ReadyForm {
  key: string
  /** The profession it comes with. */
  pack: string
  isOwnPack: boolean
  title: string
  questions: number
  /** 'new': the practice has none of that name. 'same': word for word. 'differs': changed here, or there since. */
  state: 'new' | 'same' | 'differs'
  /** Of a form that differs: the questions that the practice's own does not have. */
  newQuestions: string[]
}

/** The ready forms of the practice's profession, then those of the others, each with what would be new. */
export async function listReadyForms(ctx: Context): Promise<ReadyForm[]> {
  const { pack: own } = await ctx.practice()
  const forms = await listForms(ctx, { retired: true })
  const seen = new Set<string>()
  return [own, ...packKeys().filter((key) => key !== own)].flatMap((pack) =>
    findPack(pack)
      .forms.filter(({ key }) => isFirst(seen, key))
      .map(({ key, questionnaire }) => {
        const ready = questionnaire as Questionnaire
        const known = forms.find((each) => each.key === key)
        return {
          key,
          pack,
          isOwnPack: pack === own,
          title: titleIn(ctx.locale, ready) ?? key,
          questions: questionsOf(ready).length,
          ...compared(ready, known, ctx.locale),
        }
      }),
  )
}

function isFirst(seen: Set<string>, key: string): boolean {
  const isNew = !seen.has(key)
  seen.add(key)
  return isNew
}

function compared(
  ready: Questionnaire,
  known: Form | undefined,
  locale: string,
): Pick<ReadyForm, 'state' | 'newQuestions'> {
  if (!known) return { state: 'new', newQuestions: [] }
  if (sorted(ready) === sorted(known.definition)) return { state: 'same', newQuestions: [] }
  const own = new Set(allItems(known.definition).map(({ linkId }) => linkId))
  const fresh = questionsOf(ready).filter(({ linkId }) => !own.has(linkId))
  return { state: 'differs', newQuestions: fresh.map((item) => wordsOf(item, locale)) }
}

const questionsOf = (form: Questionnaire) =>
  allItems(form).filter(({ type }) => type !== 'group' && type !== 'display')
const wordsOf = (item: Item, locale: string) => translated(item._text, locale) ?? item.text ?? item.linkId

/** The same content in the same order of keys: the database keeps its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

/**
 * Takes a ready form over: in use at once where the practice has none of that name, else as a draft that somebody
 * compares and publishes. A draft somebody works on is left alone (409 changed_meanwhile).
 */
export async function addReadyForm(
  ctx: Context,
  { key, pack }: { key: string; pack: string },
): Promise<'published' | 'draft'> {
  const found = packKeys().includes(pack) ? findPack(pack).forms.find((each) => each.key === key) : undefined
  if (!found) throw notFound('This form')
  const known = (await listForms(ctx, { retired: true })).find((each) => each.key === key)
  if (!known) {
    await saveForm(ctx, key, found.questionnaire)
    return 'published'
  }
  const draft = await findDraftIfAny(ctx, key)
  const definition = found.questionnaire as Record<string, unknown>
  if (!draft || sorted(draft.definition) !== sorted(definition))
    await keepDraft(ctx, key, { definition, basedOn: known.version, rowVersion: 0 })
  return 'draft'
}
