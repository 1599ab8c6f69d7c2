import { listBatches } from '../../exchange/index.ts'
import type { Call } from '../command.ts'
import { OPERATOR, choosePractice } from '../practice-choice.ts'

/** The latest imports of a practice. */
export async function listImports(call: Call): Promise<0> {
  const app = await call.openApp()
  const practice = await choosePractice(app, call.options['practice'])
  const who = { practiceId: practice.id, actor: OPERATOR, name: 'import list' }
  const { items } = await app.inPractice(who, (ctx) => listBatches(ctx, { limit: 100 }))
  for (const { id, kind, state, fileName, counts, createdAt } of items)
    call.print(
      `${id}  ${createdAt.toISOString().slice(0, 16)}  ${state.padEnd(9)} ${kind} ${fileName}: ${counts.added} added, ${counts.refused} refused`,
    )
  if (items.length === 0) call.print('Nothing was imported yet.')
  call.answer({
    practice: practice.slug,
    items: items.map(({ id, kind, state, fileName, counts, createdAt }) => ({
      id,
      kind,
      state,
      fileName,
      counts,
      createdAt,
    })),
  })
  return 0
}
