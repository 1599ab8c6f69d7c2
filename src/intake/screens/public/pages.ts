import { isEmpty } from './check.ts'
import { allItems, isQuestion, isSignature, textOf, type Answers, type Form, type Item } from './form.ts'

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
      pages.push({ title: textOf(item, language), items: item.item ?? [] })
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
    allItems(page.items).some((item) => enabled.has(item.linkId) && item.type !== 'group' && !item.readOnly),
  )
}

/** The page on which to go on: the first with a required question that is still open. */
export function resumeAt(pages: readonly Page[], enabled: ReadonlySet<string>, answers: Answers): number {
  const open = pages.findIndex((page) =>
    allItems(page.items).some(
      (item) =>
        item.required &&
        enabled.has(item.linkId) &&
        isQuestion(item) &&
        !isSignature(item) &&
        isEmpty(answers[item.linkId] ?? []),
    ),
  )
  return open === -1 ? Math.max(pages.length - 1, 0) : open
}
