import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { addReadyForm, listReadyForms } from '../ready-forms.ts'
import { Key } from './shapes.ts'

export const list = operation({
  path: 'GET /ready-forms',
  summary: 'The forms that come with the professions, each with what would be new to the practice',
  allow: 'forms.manage',
  takes: z.strictObject({}),
  returns: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        pack: z.string(),
        isOwnPack: z.boolean(),
        title: z.string(),
        questions: z.int(),
        state: z.enum(['new', 'same', 'differs']),
        newQuestions: z.array(z.string()),
      }),
    ),
  }),
  run: async (ctx) => ({ items: await listReadyForms(ctx) }),
})

export const add = operation({
  path: 'POST /ready-forms/{key}',
  summary:
    'Take a ready form over: at once where there is none of that name, else as a draft to compare and publish',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key, pack: Key }),
  returns: z.object({ key: z.string(), as: z.enum(['published', 'draft']) }),
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, wish) => ({ key: wish.key, as: await addReadyForm(ctx, wish) }),
})
