import { isEmpty } from './check.ts'
import {
  allItems,
  isHidden,
  isQuestion,
  isSignature,
  isTable,
  placed,
  textOf,
  type Answers,
  type Form,
  type Item,
} from './form.ts'

export interface Page {
  /** The section's words; empty for questions outside of sections. */
  title: string
  items: Item[]
}

/** A page for each section of the form; questions that stand outside of sections are pages of their own together. */
export function pagesOf(form: Form, language: string): Page[] {
  const pages: Page[] = []
  let loose: Page | null = null
  for (const item of form.item ?? []) {
    if (item.type === 'group') {
      loose = null
      // A table is a page whole: its rows are inside of it.
      pages.push({ title: textOf(item, language), items: isTable(item) ? [item] : (item.item ?? []) })
    } else {
      if (!loose) pages.push((loose = { title: '', items: [] }))
      loose.items.push(item)
    }
  }
  return pages
}

/** Pages on which something is asked or told now. */
export function shownPages(pages: readonly Page[], enabled: ReadonlySet<string>): Page[] {
  return pages.filter((page) =>
    allItems(page.items).some(
      (item) =>
        enabled.has(item.linkId) &&
        !isHidden(item) &&
        (isTable(item) || (item.type !== 'group' && (item.type === 'display' || isQuestion(item)))),
    ),
  )
}

/** The page on which to go on: the first with a required question that is still open. */
export function resumeAt(pages: readonly Page[], enabled: ReadonlySet<string>, answers: Answers): number {
  const open = pages.findIndex((page) =>
    placed(page.items, answers).some(
      ({ item, key }) =>
        item.required &&
        enabled.has(key) &&
        isQuestion(item) &&
        !isSignature(item) &&
        isEmpty(answers[key] ?? []),
    ),
  )
  return open === -1 ? Math.max(pages.length - 1, 0) : open
}
