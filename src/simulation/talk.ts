import { sql } from 'kysely'
import type { App } from '../app.ts'
import { syncRecalls } from '../outreach/index.ts'
import { stageOf } from './actors.ts'
import type { Stage } from './actors.ts'
import { SEEDER } from './demo-practice.ts'

const DESK = 'Fay Moreau'

/** What clients of the next days write on their page, and what the desk answers; the last ones wait. */
const TALKS: { asks: string; answer?: string }[] = [
  {
    asks: 'Shall I bring my old X-rays to the first visit?',
    answer: 'Yes please, or a photo of them. See you soon!',
  },
  {
    asks: 'The exercises went well this week, only the last one still hurts.',
    answer: 'Thank you for telling us. Leave the last one out until we see you.',
  },
  { asks: 'Is there somewhere to leave a bicycle?' },
  { asks: 'My knee is swollen since yesterday evening. Should I still come tomorrow?' },
]

/** Recalls of the past year's visits, and a few conversations, so that both lists have something to show. */
export async function talkWithPeople(app: App, practiceId: string): Promise<void> {
  await app.inPractice({ practiceId, actor: SEEDER, name: 'demo.recalls' }, (ctx) => syncRecalls(ctx))
  const stage = await stageOf(app, practiceId)
  const people = await nextVisitors(app, practiceId)
  for (const [index, talk] of TALKS.entries()) if (people[index]) await talkWith(stage, people[index], talk)
  await app.settle()
}

async function talkWith(stage: Stage, clientId: string, { asks, answer }: (typeof TALKS)[number]) {
  const client = stage.byLink('conversation', ['client', clientId], clientId)
  await stage.call(client, 'POST /my-messages', { text: asks })
  if (!answer) return
  const desk = stage.person(DESK)
  const { id } = await stage.call(desk, 'POST /clients/{clientId}/conversation', { clientId })
  await stage.call(desk, 'POST /conversations/{id}/replies', { id, channel: 'portal', text: answer })
}

async function nextVisitors(app: App, practiceId: string): Promise<string[]> {
  return app.inPractice({ practiceId, actor: SEEDER, name: 'demo.talk' }, async (ctx) => {
    const { rows } = await sql<{ id: string }>`select a.client_id as id from appointment a
      where a.practice_id = ${practiceId} and a.starts_at > ${ctx.now} and a.state in ('booked', 'confirmed')
        and exists (select from contact_point p where p.practice_id = a.practice_id and p.client_id = a.client_id and p.kind = 'email')
      group by 1 order by min(a.starts_at), 1 limit ${TALKS.length}`.execute(ctx.db)
    return rows.map(({ id }) => id)
  })
}
