import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { EventEntry, FactGroup } from '../../platform/rules/rules.ts'
import { eventsGiving, fixedChoices, sameText } from '../../platform/rules/rules.ts'
import { STANDINGS, readRecalls, todayOf } from './recall.ts'
import { listRecallTypes } from './recall-type.ts'

/** What rules may begin with here. */
export const recallEvents: EventEntry[] = [
  ...eventsGiving(
    ['recall', 'client'],
    ['recall.added', 'recall.due_set', 'recall.due', 'recall.overdue', 'recall.reminded', 'recall.called'],
  ),
  ...eventsGiving(['recall', 'client', 'appointment'], ['recall.booked']),
]

/** The kinds of recall that the practice has now. */
export const typeChoices = async (ctx: Context) =>
  (await listRecallTypes(ctx)).map(({ id, name }) => ({ value: id, label: sameText(name) }))

const STANDING_CHOICES = fixedChoices({
  disabled: ['taken out', 'herausgenommen'],
  paused: ['left in peace until a day', 'bis zu einem Tag in Ruhe gelassen'],
  owes: ['waits for an open amount', 'wartet auf offene Beträge'],
  scheduled: ['has a visit', 'hat einen Termin'],
  reminded: ['reminded, has time to answer', 'erinnert, hat Zeit zu antworten'],
  to_call: ['to be called', 'anzurufen'],
  due: ['due for a reminder', 'zur Erinnerung fällig'],
  later: ['not due yet', 'noch nicht fällig'],
})

const recallFacts: FactGroup = {
  name: 'recall',
  words: { en: 'the recall', de: 'der Recall' },
  fields: [
    {
      key: 'type',
      words: { en: 'kind of recall', de: 'Art des Recalls' },
      kind: 'choice',
      choices: typeChoices,
    },
    { key: 'dueOn', words: { en: 'due day', de: 'Fälligkeit' }, kind: 'day' },
    {
      key: 'standing',
      words: { en: 'where it stands', de: 'Stand' },
      kind: 'choice',
      choices: STANDING_CHOICES.filter(({ value }) => (STANDINGS as readonly string[]).includes(value)),
    },
    {
      key: 'reminders',
      words: { en: 'reminders sent', de: 'gesendete Erinnerungen' },
      kind: 'number',
    },
    { key: 'isUrgent', words: { en: 'is urgent', de: 'ist dringend' }, kind: 'yes_no' },
  ],
  read: async (ctx, ids) => {
    const recalls = await readRecalls(ctx, [sql`r.id = any(${[...ids]}::uuid[])`])
    return new Map(
      recalls.map((each) => [
        each.id,
        {
          values: {
            type: each.typeId,
            dueOn: each.dueOn,
            standing: each.standing,
            reminders: each.remindersSent,
            isUrgent: each.isUrgent,
          },
          refs: { client: each.clientId },
        },
      ]),
    )
  },
}

const recallsOfClient: FactGroup = {
  name: 'recalls',
  of: 'client',
  words: { en: 'the client’s recalls', de: 'die Recalls der Person' },
  fields: [
    {
      key: 'types',
      words: { en: 'kinds of recall', de: 'Arten von Recalls' },
      kind: 'choices',
      choices: typeChoices,
    },
    { key: 'nextOn', words: { en: 'next due day', de: 'nächste Fälligkeit' }, kind: 'day' },
    {
      key: 'overdue',
      words: { en: 'due without a visit', de: 'fällig ohne Termin' },
      kind: 'number',
    },
  ],
  read: async (ctx, ids) => {
    const today = await todayOf(ctx)
    const recalls = await readRecalls(ctx, [
      sql`r.client_id = any(${[...ids]}::uuid[])`,
      sql`r.disabled_at is null`,
    ])
    return new Map(
      ids.map((id) => {
        const own = recalls.filter(({ clientId }) => clientId === id)
        const overdue = own.filter(({ dueOn, scheduledAt }) => dueOn <= today && !scheduledAt).length
        return [
          id,
          { values: { types: own.map(({ typeId }) => typeId), nextOn: own[0]?.dueOn ?? null, overdue } },
        ]
      }),
    )
  },
}

export const recallGroups: FactGroup[] = [recallFacts, recallsOfClient]
