/** A draft as the builder changes it: FHIR JSON, of which it touches only what it shows; the rest stays as it was. */
export interface Extension {
  url: string
  extension?: Extension[]
  [value: string]: unknown
}
export interface Item {
  linkId: string
  type: string
  text?: string
  item?: Item[]
  required?: boolean
  repeats?: boolean
  readOnly?: boolean
  maxLength?: number
  definition?: string
  enableBehavior?: 'all' | 'any'
  enableWhen?: Condition[]
  answerOption?: Option[]
  answerValueSet?: string
  extension?: Extension[]
  [other: string]: unknown
}
export interface Condition {
  question: string
  operator: string
  [answer: string]: unknown
}
export interface Option {
  valueCoding?: { code?: string; display?: string; system?: string; [other: string]: unknown }
  valueString?: string
  valueInteger?: number
  extension?: Extension[]
  [other: string]: unknown
}
export interface FormTree {
  title?: string
  item?: Item[]
  extension?: Extension[]
  [other: string]: unknown
}

export interface Placed {
  item: Item
  depth: number
  parent: Item | null
}

/** Every item in the order in which it stands. */
export function flat(items: readonly Item[] = [], depth = 0, parent: Item | null = null): Placed[] {
  return items.flatMap((item) => [{ item, depth, parent }, ...flat(item.item, depth + 1, item)])
}

export function findItem(form: FormTree, linkId: string | null): Item | undefined {
  return linkId === null ? undefined : flat(form.item).find(({ item }) => item.linkId === linkId)?.item
}

/** The form with one item changed; keys set to undefined go. */
export function changeItem(form: FormTree, linkId: string, change: (item: Item) => Item): FormTree {
  return {
    ...form,
    item: mapItems(form.item ?? [], (item) => (item.linkId === linkId ? change(item) : item)),
  }
}

/** Without the keys that have no value: FHIR knows no empty ones. */
export function patched<T extends object>(node: T, patch: Partial<T>): T {
  const next = { ...node, ...patch }
  return Object.fromEntries(
    Object.entries(next).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T
}

function mapItems(items: readonly Item[], change: (item: Item) => Item): Item[] {
  return items.map((item) => {
    const next = change(item)
    return next.item ? { ...next, item: mapItems(next.item, change) } : next
  })
}

/** A linkId that no item has yet: q1, q2, … */
export function freshId(form: FormTree, more: readonly string[] = []): string {
  const taken = new Set([...flat(form.item).map(({ item }) => item.linkId), ...more])
  let number = 1
  while (taken.has(`q${number}`)) number += 1
  return `q${number}`
}

/** Puts a new item behind another one; behind a section's head it becomes the section's first. */
export function addItem(form: FormTree, item: Item, after: string | null): FormTree {
  const target = findItem(form, after)
  if (!target) return { ...form, item: [...(form.item ?? []), item] }
  if (item.type === 'group') return { ...form, item: behindSection(form.item ?? [], target.linkId, item) }
  if (target.type === 'group')
    return changeItem(form, target.linkId, (group) => ({ ...group, item: [...(group.item ?? []), item] }))
  return { ...form, item: insertAt(form.item ?? [], { item, beside: target.linkId, offset: 1 }) }
}

function behindSection(items: readonly Item[], inside: string, added: Item): Item[] {
  const at = items.findIndex((item) => flat([item]).some((each) => each.item.linkId === inside))
  return [...items.slice(0, at + 1), added, ...items.slice(at + 1)]
}

function insertAt(items: readonly Item[], where: { item: Item; beside: string; offset: 0 | 1 }): Item[] {
  const at = items.findIndex(({ linkId }) => linkId === where.beside)
  if (at >= 0) return [...items.slice(0, at + where.offset), where.item, ...items.slice(at + where.offset)]
  return items.map((item) => (item.item ? { ...item, item: insertAt(item.item, where) } : item))
}

export function removeItem(form: FormTree, linkId: string): FormTree {
  const without = (items: readonly Item[]): Item[] =>
    items
      .filter((item) => item.linkId !== linkId)
      .map((item) => (item.item ? { ...item, item: without(item.item) } : item))
  return { ...form, item: without(form.item ?? []) }
}

/** A copy behind the item, with new linkIds inside; conditions among the copied follow. */
export function duplicateItem(form: FormTree, linkId: string): { form: FormTree; linkId: string } {
  const source = findItem(form, linkId)
  if (!source) return { form, linkId }
  const names = new Map<string, string>()
  for (const { item } of flat([source])) names.set(item.linkId, freshId(form, [...names.values()]))
  const renamed = (item: Item): Item => ({
    ...item,
    linkId: names.get(item.linkId)!,
    ...(item.enableWhen
      ? {
          enableWhen: item.enableWhen.map((condition) => ({
            ...condition,
            question: names.get(condition.question) ?? condition.question,
          })),
        }
      : {}),
    ...(item.item ? { item: item.item.map(renamed) } : {}),
  })
  const copy = renamed(source)
  return {
    form: { ...form, item: insertAt(form.item ?? [], { item: copy, beside: linkId, offset: 1 }) },
    linkId: copy.linkId,
  }
}

/** Moves an item to the place of another one; nothing moves into itself. */
export function moveItem(form: FormTree, linkId: string, over: string): FormTree {
  const moved = findItem(form, linkId)
  if (!moved || linkId === over || flat([moved]).some(({ item }) => item.linkId === over)) return form
  const order = flat(form.item).map(({ item }) => item.linkId)
  const target = findItem(form, over)!
  const down = order.indexOf(linkId) < order.indexOf(over)
  const rest = removeItem(form, linkId)
  // Dropped on the head of a section from above, a question becomes the section's first.
  if (down && target.type === 'group' && moved.type !== 'group')
    return changeItem(rest, over, (group) => ({ ...group, item: [moved, ...(group.item ?? [])] }))
  return { ...rest, item: insertAt(rest.item ?? [], { item: moved, beside: over, offset: down ? 1 : 0 }) }
}

/** One place up or down; at the end of a section into the next one. */
export function stepItem(form: FormTree, linkId: string, by: -1 | 1): FormTree {
  const moved = findItem(form, linkId)
  if (!moved) return form
  const inside = new Set(flat([moved]).map(({ item }) => item.linkId))
  const isSection = form.item?.some((item) => item.linkId === linkId) && moved.type === 'group'
  const order = isSection
    ? (form.item ?? []).map((item) => item.linkId)
    : flat(form.item).map(({ item }) => item.linkId)
  const own = order.filter((id) => id === linkId || !inside.has(id))
  const next = own[own.indexOf(linkId) + by]
  if (next === undefined) return form
  const target = findItem(form, next)!
  if (by === -1 && target.type === 'group' && !isSection) return intoSectionBefore(form, moved, target)
  return moveItem(form, linkId, next)
}

function intoSectionBefore(form: FormTree, moved: Item, section: Item): FormTree {
  const sections = form.item ?? []
  const before = sections[sections.findIndex(({ linkId }) => linkId === section.linkId) - 1]
  const rest = removeItem(form, moved.linkId)
  if (before?.type === 'group')
    return changeItem(rest, before.linkId, (group) => ({ ...group, item: [...(group.item ?? []), moved] }))
  return { ...rest, item: insertAt(rest.item ?? [], { item: moved, beside: section.linkId, offset: 0 }) }
}

/** A form to begin with. */
export function emptyForm(title: string, words: { section: string; question: string }): FormTree {
  return {
    resourceType: 'Questionnaire',
    status: 'draft',
    title,
    subjectType: ['Patient'],
    item: [
      {
        linkId: 'q1',
        type: 'group',
        text: words.section,
        item: [{ linkId: 'q2', type: 'string', text: words.question }],
      },
    ],
  }
}
