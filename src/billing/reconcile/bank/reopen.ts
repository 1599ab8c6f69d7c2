import { sql } from 'kysely'
import { subscriber } from '../../../platform/events/subscribers.ts'

/** A payment that is taken back no longer explains its line of the bank: the line waits again. */
export const reopenLines = subscriber({
  name: 'billing.reopenBankLine',
  on: ['payment.reversed'],
  run: async (ctx, event) => {
    // One of several payments of a line leaves the others where they are: the line is undone by whoever looks at it.
    const { rows } = await sql<{ id: string }>`select l.id from bank_match m
      join bank_line l on l.practice_id = m.practice_id and l.id = m.line_id and l.settled_as is not null
      where m.practice_id = ${ctx.practiceId} and m.payment_id = ${event.subjectId} and m.undone_at is null
        and (select count(*) from bank_match o where o.practice_id = m.practice_id and o.line_id = m.line_id and o.undone_at is null) = 1
      for update of l`.execute(ctx.db)
    for (const { id } of rows) {
      await sql`update bank_match set undone_at = ${ctx.now}, undone_by = ${ctx.actor.name}
        where practice_id = ${ctx.practiceId} and line_id = ${id} and undone_at is null`.execute(ctx.db)
      await sql`update bank_line set settled_as = null, note = null, settled_at = null, settled_by = null, row_version = row_version + 1
        where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
      ctx.record('bank.line_undone', { subject: ['bank_line', id] })
    }
  },
})
