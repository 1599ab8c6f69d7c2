import type { App } from '../app.ts'
import type { PracticeFacts } from '../platform/operation/context.ts'
import { UsageError } from './command.ts'

/** Who acts when an operator works at the command line. */
export const OPERATOR = { kind: 'system', name: 'operator' } as const

/** The practice named by --practice, or the only one. Throws UsageError. */
export async function choosePractice(app: App, slug?: string | boolean): Promise<PracticeFacts> {
  const practices: PracticeFacts[] = []
  for (const practiceId of await app.practiceIds()) {
    practices.push(
      await app.inPractice({ practiceId, actor: OPERATOR, name: 'practice.choose' }, (ctx) => ctx.practice()),
    )
  }
  const slugs = practices.map((each) => each.slug).join(', ')
  if (practices.length === 0)
    throw new UsageError('There is no practice yet. Start Atrium once with npm start.')
  if (typeof slug === 'string') {
    const named = practices.find((each) => each.slug === slug)
    if (!named) throw new UsageError(`There is no practice "${slug}". There is: ${slugs}.`)
    return named
  }
  if (practices.length > 1)
    throw new UsageError(`There are several practices. Say which with --practice: ${slugs}.`)
  return practices[0]!
}
