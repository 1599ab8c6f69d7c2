import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { line, text } from '../../platform/operation/shapes.ts'
import type { EventEntry, Refs } from '../../platform/rules/rules.ts'
import { action, eventsGiving, fixedChoices, sameText } from '../../platform/rules/rules.ts'
import { addLocalDays, formatDay, localDay } from '../../platform/time/index.ts'
import { listStaff } from '../../practice/index.ts'
import { THE_PRACTITIONER, practitionerIfAny } from './the-practitioner.ts'
import { PRIORITIES, QUEUES, createTask } from './task.ts'

/** What rules may begin with here. */
export const taskEvents: EventEntry[] = eventsGiving(
  ['task', 'client'],
  ['task.created', 'task.done', 'task.reopened'],
)

const QUEUE_CHOICES = fixedChoices({
  front_desk: ['front desk', 'Empfang'],
  billing: ['billing', 'Abrechnung'],
  clinical: ['clinical', 'Behandlung'],
  managers: ['managers', 'Leitung'],
})
const PRIORITY_CHOICES = fixedChoices({
  low: ['low', 'niedrig'],
  normal: ['normal', 'normal'],
  high: ['high', 'hoch'],
  urgent: ['urgent', 'dringend'],
})

const Settings = z.strictObject({
  title: line(200),
  notes: text(2_000).optional(),
  queue: z.enum(QUEUES),
  owner: z.string().max(60).optional(),
  dueInDays: z.int().min(0).max(365).optional(),
  priority: z.enum(PRIORITIES).default('normal'),
  checklist: text(3_000).optional(),
})

export const makeTask = action({
  name: 'team.create_task',
  words: { en: 'make a task', de: 'eine Aufgabe anlegen' },
  needs: [],
  allow: 'tasks.edit',
  settings: Settings,
  fields: [
    { key: 'title', words: { en: 'What is to be done', de: 'Was zu tun ist' }, kind: 'text' },
    { key: 'queue', words: { en: 'Queue', de: 'Warteschlange' }, kind: 'choice', choices: QUEUE_CHOICES },
    {
      key: 'owner',
      words: { en: 'Or a person', de: 'Oder eine Person' },
      kind: 'choice',
      optional: true,
      choices: async (ctx) => [
        { value: THE_PRACTITIONER, label: { en: 'who treats the client', de: 'wer behandelt' } },
        ...(await listStaff(ctx)).map(({ id, name }) => ({ value: id, label: sameText(name) })),
      ],
    },
    { key: 'dueInDays', words: { en: 'Due in days', de: 'Fällig in Tagen' }, kind: 'number', optional: true },
    {
      key: 'priority',
      words: { en: 'Priority', de: 'Dringlichkeit' },
      kind: 'choice',
      choices: PRIORITY_CHOICES,
    },
    { key: 'notes', words: { en: 'Notes', de: 'Hinweise' }, kind: 'long_text', optional: true },
    {
      key: 'checklist',
      words: { en: 'Checklist, a line each', de: 'Checkliste, je Zeile ein Punkt' },
      kind: 'long_text',
      optional: true,
    },
  ],
  check: async (ctx, { owner }) =>
    !owner || owner === THE_PRACTITIONER || (await listStaff(ctx)).some(({ id }) => id === owner)
      ? null
      : {
          en: 'The person for the task is no longer here.',
          de: 'Die Person für die Aufgabe ist nicht mehr da.',
        },
  preview: async (ctx, _call, { title, dueInDays }) => {
    const dueOn = dueInDays === undefined ? null : await dayIn(ctx, dueInDays)
    return {
      en: `Task: “${title}”${dueOn ? `, due ${formatDay(dueOn, 'en')}` : ''}`,
      de: `Aufgabe: „${title}“${dueOn ? `, fällig am ${formatDay(dueOn, 'de')}` : ''}`,
    }
  },
  run: async (ctx, { refs, event, key, rule }, settings) => {
    const id = await createTask(ctx, {
      title: settings.title,
      notes: settings.notes ?? null,
      ownerId: await ownerOf(ctx, refs, settings.owner),
      queue: settings.queue,
      priority: settings.priority,
      dueOn: settings.dueInDays === undefined ? null : await dayIn(ctx, settings.dueInDays),
      clientId: refs.client ?? null,
      appointmentId: refs.appointment ?? null,
      subject: { type: event.subjectType, id: event.subjectId },
      checklist: (settings.checklist ?? '')
        .split('\n')
        .map((each) => each.trim())
        .filter(Boolean),
      rule,
      key: `automation ${key}`,
    })
    return id
      ? { did: { en: `Task “${settings.title}” made.`, de: `Aufgabe „${settings.title}“ angelegt.` } }
      : { nothing: { en: 'The task was there.', de: 'Die Aufgabe gab es schon.' } }
  },
})

async function ownerOf(ctx: Context, refs: Refs, owner: string | undefined): Promise<string | null> {
  return owner === THE_PRACTITIONER ? practitionerIfAny(ctx, refs) : (owner ?? null)
}

async function dayIn(ctx: Context, days: number): Promise<string> {
  return addLocalDays(localDay(ctx.now, (await ctx.practice()).zone), days)
}
