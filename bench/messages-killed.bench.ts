import { openDatabase } from '../src/platform/database/database.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { seedCast } from '../src/testing/seed-cast.ts'
import { sendUnderFire } from '../src/testing/send-under-fire.ts'
import type { Bench } from './bench.ts'

const MESSAGES = 10_000
const KILLS = 20

/** Ten thousand planned messages while the program is killed twenty times: what is lost, and what leaves twice. */
const bench: Bench = async ({ url, say }) => {
  const database = openDatabase(url)
  try {
    await migrate(database)
    const cast = await seedCast(database.owner, 'under-fire')
    say(`Sending ${MESSAGES} messages; the program is killed ${KILLS} times …`)
    const { received, underWay } = await sendUnderFire({
      url,
      owner: database.owner,
      practiceId: cast.practiceId,
      clientId: cast.mia.id,
      messages: MESSAGES,
      kills: KILLS,
    })
    const twice = [...received.values()].filter((times) => times > 1).length
    const lost = MESSAGES - received.size
    return [
      { name: `of ${MESSAGES} messages and ${KILLS} kills, lost`, value: lost, unit: '', ok: lost === 0 },
      { name: `of ${MESSAGES} messages and ${KILLS} kills, twice`, value: twice, unit: '', ok: twice === 0 },
      { name: 'messages that were under way when the program was killed', value: underWay, unit: '' },
    ]
  } finally {
    await database.close()
  }
}

export default bench
