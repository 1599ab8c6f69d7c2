import { sql } from 'kysely'
import { z } from 'zod'
import { Id, line } from '../../platform/operation/shapes.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { Action, RuleText } from '../../platform/rules/rules.ts'
import { action } from '../../platform/rules/rules.ts'
import { addRecall } from './change-recall.ts'
import { addInterval } from './interval.ts'
import { typeChoices } from './offers.ts'
import { todayOf } from './recall.ts'
import { listRecallTypes } from './recall-type.ts'
import { remindOf } from './remind.ts'
import { syncRecalls } from './sync-recalls.ts'

const follow = action({
  name: 'outreach.follow_recalls',
  words: {
    en: 'start or renew the recalls of the client, as the kinds of recall say',
    de: 'die Recalls der Person beginnen oder erneuern, wie es die Arten von Recalls vorsehen',
  },
  needs: ['client'],
  allow: 'recalls.set_up',
  settings: z.strictObject({}),
  fields: [],
  preview: async () => ({
    en: 'Recalls started or renewed where a kind of recall asks for it',
    de: 'Recalls begonnen oder erneuert, wo eine Art von Recall es vorsieht',
  }),
  run: async (ctx, { refs }) => {
    const changed = await syncRecalls(ctx, { clientId: refs.client! })
    return changed > 0
      ? { did: { en: `Recalls moved: ${changed}.`, de: `Recalls fortgeschrieben: ${changed}.` } }
      : { nothing: { en: 'No recall follows from it.', de: 'Daraus folgt kein Recall.' } }
  },
})

const put = action({
  name: 'outreach.put_on_recall_list',
  words: { en: 'put the client on the recall list', de: 'die Person auf die Recall-Liste setzen' },
  needs: ['client'],
  allow: 'recalls.edit',
  settings: z.strictObject({
    type: Id,
    inDays: z.int().min(0).max(3650),
    note: line(500).optional(),
  }),
  fields: [
    {
      key: 'type',
      words: { en: 'Kind of recall', de: 'Art des Recalls' },
      kind: 'choice',
      choices: typeChoices,
    },
    { key: 'inDays', words: { en: 'Due in days', de: 'Fällig in Tagen' }, kind: 'number' },
    { key: 'note', words: { en: 'Note', de: 'Notiz' }, kind: 'text', optional: true },
  ],
  check: async (ctx, { type }) => ((await typeNameIfAny(ctx, type)) ? null : TYPE_GONE),
  preview: async (ctx, _call, { type, inDays }) => {
    const name = (await typeNameIfAny(ctx, type)) ?? '…'
    return {
      en: `On the recall list: “${name}”, due in ${inDays} days`,
      de: `Auf der Recall-Liste: „${name}“, fällig in ${inDays} Tagen`,
    }
  },
  run: async (ctx, { refs }, { type, inDays, note = '' }) => {
    const clientId = refs.client!
    const { rows } = await sql`select 1 from recall where practice_id = ${ctx.practiceId}
      and client_id = ${clientId} and recall_type_id = ${type}`.execute(ctx.db)
    if (rows.length > 0)
      return {
        nothing: { en: 'They have this recall already.', de: 'Diesen Recall hat die Person schon.' },
      }
    const dueOn = addInterval(await todayOf(ctx), { months: 0, days: inDays })
    await addRecall(ctx, { clientId, typeId: type, dueOn, note })
    return {
      did: { en: `On the recall list, due ${dueOn}.`, de: `Auf der Recall-Liste, fällig ${dueOn}.` },
    }
  },
})

const remind = action({
  name: 'outreach.remind_recall',
  words: {
    en: 'remind of the recall now (a family in one message)',
    de: 'jetzt an den Recall erinnern (eine Familie in einer Nachricht)',
  },
  needs: ['recall'],
  allow: 'recalls.remind',
  settings: z.strictObject({}),
  fields: [],
  preview: async () => ({ en: 'Reminder of the recall', de: 'Erinnerung an den Recall' }),
  run: async (ctx, { refs }) => {
    const { messages, left } = await remindOf(ctx, [refs.recall!])
    if (messages > 0) return { did: { en: 'Reminder planned.', de: 'Erinnerung eingeplant.' } }
    return {
      nothing: left[0]
        ? { en: 'It is taken out or paused.', de: 'Er ist herausgenommen oder pausiert.' }
        : { en: 'There was nothing to remind of.', de: 'Es gab nichts zu erinnern.' },
    }
  },
})

export const recallActions: Action[] = [follow, put, remind]

const TYPE_GONE: RuleText = {
  en: 'This kind of recall is no longer there. Choose another one.',
  de: 'Diese Art von Recall gibt es nicht mehr. Wählen Sie eine andere.',
}

async function typeNameIfAny(ctx: Context, id: string): Promise<string | undefined> {
  return (await listRecallTypes(ctx)).find((each) => each.id === id)?.name
}
