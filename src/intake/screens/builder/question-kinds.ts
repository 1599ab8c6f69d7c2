import type { IconName } from '../../../ui/kit/index.ts'
import { controlValue, URL, withExtension } from './extensions.ts'
import type { FormTree, Item } from './form-tree.ts'
import { freshId } from './form-tree.ts'

interface Kind {
  key: string
  icon: IconName
  make: (linkId: string, words: (key: string) => string) => Item
}

const plain =
  (type: string, more: Partial<Item> = {}) =>
  (linkId: string, t: (key: string) => string): Item => ({
    linkId,
    type,
    text: t('builder.newQuestion'),
    ...more,
  })

/** What can be added, in the order in which it is offered. */
export const KINDS: readonly Kind[] = [
  { key: 'string', icon: 'edit', make: plain('string') },
  { key: 'text', icon: 'note', make: plain('text') },
  { key: 'boolean', icon: 'check', make: plain('boolean') },
  {
    key: 'choice',
    icon: 'open',
    make: (id, t) => ({ ...plain('choice')(id, t), answerOption: twoOptions(t) }),
  },
  {
    key: 'many',
    icon: 'tasks',
    make: (id, t) => ({ ...plain('choice', { repeats: true })(id, t), answerOption: twoOptions(t) }),
  },
  {
    key: 'openChoice',
    icon: 'list',
    make: (id, t) => ({ ...plain('open-choice')(id, t), answerOption: twoOptions(t) }),
  },
  { key: 'integer', icon: 'chart', make: plain('integer') },
  { key: 'decimal', icon: 'chart', make: plain('decimal') },
  {
    key: 'scale',
    icon: 'chart',
    make: (id, t) =>
      withExtension(
        withExtension(
          withExtension(plain('integer')(id, t), URL.control, controlValue('slider')),
          URL.minValue,
          {
            valueInteger: 0,
          },
        ),
        URL.maxValue,
        { valueInteger: 10 },
      ),
  },
  { key: 'quantity', icon: 'equipment', make: plain('quantity') },
  { key: 'date', icon: 'calendar', make: plain('date') },
  { key: 'dateTime', icon: 'calendar', make: plain('dateTime') },
  { key: 'time', icon: 'clock', make: plain('time') },
  { key: 'url', icon: 'link', make: plain('url') },
  { key: 'attachment', icon: 'file', make: plain('attachment') },
  { key: 'calculated', icon: 'automation', make: plain('decimal', { readOnly: true }) },
  { key: 'display', icon: 'info', make: plain('display') },
  {
    key: 'signature',
    icon: 'sign',
    make: (id, t) =>
      withExtension(
        { ...plain('attachment', { required: true })(id, t), text: t('builder.kind.signature') },
        URL.signature,
        { valueCodeableConcept: { text: 'Signature' } },
      ),
  },
  {
    key: 'table',
    icon: 'apps',
    make: (id, t) => ({ linkId: id, type: 'group', repeats: true, text: t('builder.newTable') }),
  },
  {
    key: 'group',
    icon: 'collapse',
    make: (id, t) => ({ linkId: id, type: 'group', text: t('builder.newSection') }),
  },
]

const twoOptions = (t: (key: string) => string) =>
  [1, 2].map((number) => ({
    valueCoding: { code: `a${number}`, display: `${t('builder.newOption')} ${number}` },
  }))

/** A new item of a kind; a section or table comes with its first question, for FHIR knows no empty ones. */
export function makeItem(form: FormTree, kind: string, t: (key: string) => string): Item {
  const found = KINDS.find(({ key }) => key === kind) ?? KINDS[0]!
  const linkId = freshId(form)
  const item = found.make(linkId, t)
  if (item.type !== 'group') return item
  const first = { linkId: freshId(form, [linkId]), type: 'string', text: t('builder.newQuestion') }
  return { ...item, item: [first] }
}

/** The kind that an item is of. */
export function kindOf(item: Item): string {
  const has = (url: string) => item.extension?.some((each) => each.url === url)
  if (has(URL.signature)) return 'signature'
  if (has(URL.calculated)) return 'calculated'
  if (item.type === 'group') return item.repeats ? 'table' : 'group'
  if (item.type === 'choice') return item.repeats ? 'many' : 'choice'
  if (item.type === 'open-choice') return 'openChoice'
  if (item.type === 'integer' && has(URL.control)) return 'scale'
  return item.type
}

export const iconOf = (item: Item): IconName => KINDS.find(({ key }) => key === kindOf(item))?.icon ?? 'edit'
