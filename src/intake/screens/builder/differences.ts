import { flat, type FormTree, type Item } from './form-tree.ts'

export interface Difference {
  what: 'added' | 'removed' | 'changed' | 'moved'
  linkId: string
  text: string
  /** Its words before, where these changed. */
  before: string | null
}

/** What became different between two states of a form, question by question. */
export function differences(before: FormTree, after: FormTree): Difference[] {
  const [old, now] = [byId(before), byId(after)]
  const found: Difference[] = []
  if (before.title !== after.title)
    found.push({
      what: 'changed',
      linkId: '',
      text: String(after.title ?? ''),
      before: String(before.title ?? ''),
    })
  for (const [linkId, { item, place }] of now) {
    const was = old.get(linkId)
    const text = item.text ?? linkId
    if (!was) found.push({ what: 'added', linkId, text, before: null })
    else if (!isSame(was.item, item))
      found.push({
        what: 'changed',
        linkId,
        text,
        before: was.item.text === item.text ? null : (was.item.text ?? ''),
      })
    else if (was.place !== place) found.push({ what: 'moved', linkId, text, before: null })
  }
  for (const [linkId, { item }] of old)
    if (!now.has(linkId)) found.push({ what: 'removed', linkId, text: item.text ?? linkId, before: null })
  return found
}

/** The place is said by what stands before it, so that one question moved does not move all behind it. */
function byId(form: FormTree): Map<string, { item: Item; place: string }> {
  const rows = flat(form.item)
  return new Map(
    rows.map(({ item, parent }, at) => [
      item.linkId,
      { item, place: `${parent?.linkId ?? ''} ${rows[at - 1]?.item.linkId ?? ''}` },
    ]),
  )
}

function isSame(a: Item, b: Item): boolean {
  return canonical({ ...a, item: undefined }) === canonical({ ...b, item: undefined })
}

// The database gives keys back in another order than they were written.
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, node: unknown) =>
    node && typeof node === 'object' && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : node,
  )
}
