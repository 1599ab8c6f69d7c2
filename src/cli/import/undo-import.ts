import { beginStep, refuseIfUsed, undoBatch } from '../../exchange/index.ts'
import type { Call } from '../command.ts'
import { UsageError } from '../command.ts'
import { OPERATOR, choosePractice } from '../practice-choice.ts'

/** Takes an import back in one transaction: all of it, or nothing. */
export async function undoImport(call: Call, batchId: string): Promise<0> {
  if (!/^[0-9a-f-]{36}$/i.test(batchId))
    throw new UsageError('An import is named by its id; `npm run -s atrium -- import list` shows them.')
  const app = await call.openApp()
  const practice = await choosePractice(app, call.options['practice'])
  const undone = await app.inPractice(
    { practiceId: practice.id, actor: OPERATOR, name: 'import undo' },
    async (ctx) => {
      await beginStep(ctx, batchId, 'undoing')
      if (!call.options['keep-used']) await refuseIfUsed(ctx, batchId)
      return undoBatch(ctx, batchId)
    },
  )
  const kept = Object.values(undone.kept).reduce((sum, count) => sum + count, 0)
  const { appointment, client, service, staff, location } = undone.removed
  call.print(
    `Taken back: ${appointment} visits, ${client} clients, ${service} services, ${staff} practitioners, ${location} locations.${kept > 0 ? ` ${kept} stay, because something was built on them.` : ''}`,
  )
  call.answer({ batch: batchId, practice: practice.slug, ...undone })
  return 0
}
