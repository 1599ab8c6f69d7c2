import { z } from 'zod'
import { sayMessages } from '../../platform/i18n/refusals.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { listVersions } from '../form.ts'
import { AnswersShape, Definition, Key } from '../operations/shapes.ts'
import { calculate } from '../questionnaire/calculate.ts'
import { checkAnswers } from '../questionnaire/check-answers.ts'
import { faultsInForm } from '../questionnaire/check-form.ts'
import { initialAnswers } from '../questionnaire/initial.ts'
import { tablesInTables } from '../questionnaire/nested-tables.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { allItems } from '../questionnaire/questionnaire.ts'
import { bandFor } from '../questionnaire/score.ts'
import { shownForm } from '../questionnaire/shown-form.ts'
import type { Draft } from './draft.ts'
import { dropDraft, findDraftIfAny, keepDraft, listDrafts, publishDraft } from './draft.ts'

const Fault = z.object({ severity: z.enum(['error', 'warning']), field: z.string(), message: z.string() })
const DraftView = z.object({
  key: z.string(),
  title: z.string(),
  definition: Definition,
  basedOn: z.int().nullable(),
  updatedAt: Instant,
  updatedBy: z.string(),
  rowVersion: z.int(),
  faults: z.array(Fault),
})
const MaybeDraft = z.object({ draft: DraftView.nullable() })

const faultsOf = ({ locale }: Context, definition: unknown) =>
  sayMessages(locale, [...faultsInForm(definition), ...tablesInTables(definition)])
const present = (ctx: Context, draft: Draft): z.input<typeof DraftView> => ({
  ...draft,
  faults: faultsOf(ctx, draft.definition),
})

export const list = operation({
  path: 'GET /form-drafts',
  summary: 'Forms that are being worked on',
  allow: 'forms.manage',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(DraftView.omit({ definition: true, faults: true })) }),
  run: async (ctx) => ({ items: await listDrafts(ctx) }),
})

export const get = operation({
  path: 'GET /forms/{key}/draft',
  summary: 'The draft of a form, with what is wrong in it; null when nobody works on it',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key }),
  returns: MaybeDraft,
  run: async (ctx, { key }) => {
    const draft = await findDraftIfAny(ctx, key)
    return { draft: draft ? present(ctx, draft) : null }
  },
})

const MOST_DRAFT_LETTERS = 900_000

export const keep = operation({
  path: 'PUT /forms/{key}/draft',
  summary: 'Keep a draft of a form as it is being written; it may be unfinished',
  allow: 'forms.manage',
  takes: z.strictObject({
    key: Key,
    definition: Definition,
    basedOn: z.int().nullable().default(null),
    rowVersion: z.int().min(0),
  }),
  returns: DraftView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { key, ...wish }) => {
    if (JSON.stringify(wish.definition).length > MOST_DRAFT_LETTERS)
      throw invalid('definition', 'This form is too large. Please split it.')
    return present(ctx, await keepDraft(ctx, key, wish))
  },
})

export const drop = operation({
  path: 'DELETE /forms/{key}/draft',
  summary: 'Throw the draft of a form away; its published versions stay',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key }),
  returns: MaybeDraft,
  run: async (ctx, { key }) => {
    await dropDraft(ctx, key)
    return { draft: null }
  },
})

export const publish = operation({
  path: 'POST /forms/{key}/publication',
  summary: 'Make the draft the next version of the form',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key, rowVersion: z.int() }),
  returns: z.object({ id: Id, key: z.string(), version: z.int(), title: z.string() }),
  fails: ['form_invalid', CHANGED_MEANWHILE],
  run: (ctx, { key, rowVersion }) => publishDraft(ctx, key, rowVersion),
})

export const versions = operation({
  path: 'GET /forms/{key}/versions',
  summary: 'The published versions of a form, the newest first, and how often each was answered',
  allow: 'forms.see',
  takes: z.strictObject({ key: Key }),
  returns: z.object({
    items: z.array(
      z.object({
        id: Id,
        version: z.int(),
        title: z.string(),
        createdAt: Instant,
        retiredAt: Instant.nullable(),
        answered: z.int(),
      }),
    ),
  }),
  run: async (ctx, { key }) => ({ items: await listVersions(ctx, key) }),
})

export const trial = operation({
  path: 'POST /forms/trial',
  summary: 'Try a form out: what the client would see, what is worked out, what is wrong; nothing is kept',
  allow: 'forms.manage',
  takes: z.strictObject({ definition: Definition, answers: AnswersShape.default({}) }),
  returns: z.object({
    faults: z.array(Fault),
    definition: Definition.nullable(),
    begin: AnswersShape,
    calculated: AnswersShape,
    hidden: z.array(z.string()),
    answerFaults: z.array(z.object({ field: z.string(), message: z.string() })),
    /** Scores in plain words, by linkId. */
    bands: z.record(z.string(), z.string()),
  }),
  background: true,
  run: async (ctx, { definition, answers }) => {
    const faults = faultsOf(ctx, definition)
    if (faults.some(({ severity, field }) => severity === 'error' && field.includes(': ')))
      return {
        faults,
        definition: null,
        begin: {},
        calculated: {},
        hidden: [],
        answerFaults: [],
        bands: {},
      }
    const form = definition as unknown as Questionnaire
    const { values, hidden } = calculate(form, answers)
    const bands = allItems(form).flatMap((item) => {
      const words = bandFor(item, values[item.linkId]?.[0], ctx.locale)
      return words ? [[item.linkId, words] as const] : []
    })
    return {
      faults,
      definition: shownForm(form),
      begin: initialAnswers(form),
      calculated: values,
      hidden,
      answerFaults: sayMessages(
        ctx.locale,
        checkAnswers(form, { ...answers, ...values }, { complete: true }),
      ),
      bands: Object.fromEntries(bands),
    }
  },
})
