import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import { testApp } from '../../testing/harness.ts'
import { liveYear } from './live-year.ts'
import { memoryOf } from './memory.ts'

test('a practice lives ten days over a clock change, with races, restarts and a mail server that fails, and all is well', async () => {
  const app = await testApp({ now: '2026-03-20T06:00:00Z' })
  const folder = mkdtempSync(join(tmpdir(), 'atrium-year-'))
  try {
    const lived = await liveYear({
      settings: { ...app.house.services.settings, dataDir: folder },
      database: app.database,
      firstDay: '2026-03-21',
      days: 10,
      seed: 4,
      people: 200,
      proveEvery: 5,
      say: () => {},
      passwordCost: { N: 1024, r: 8, p: 1 },
    })
    expect(lived.wrong).toEqual([])
    expect(lived.visits).toBeGreaterThan(60)
    for (const act of [
      'booked by phone',
      'booked online',
      'moved',
      'cancelled by phone',
      'done',
      'paid at the desk',
    ])
      expect(lived.done[act], act).toBeGreaterThan(0)
    expect(lived.refused['booked in a race: slot_taken'], 'races have losers').toBeGreaterThan(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await app.end()
  }
}, 240_000)

test('what was acknowledged and is not there is found', async () => {
  const app = await testApp()
  try {
    const willow = await app.practice()
    const booked = await app.as(willow.fay).post('/appointments', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      startsAt: '2026-03-03T10:00:00-05:00',
    })
    const memory = memoryOf()
    memory.keep(booked.body)
    const look = () => memory.differences(queriesOn(app.database.steward), willow.practiceId)
    expect(await look()).toEqual([])
    await app.sql(`update appointment set starts_at = starts_at + interval '15 minutes' where id = $1`, [
      booked.body.id,
    ])
    expect(await look()).toHaveLength(1)
    memory.keep({ ...booked.body, id: '00000000-0000-7000-8000-000000000000' })
    expect(await look()).toHaveLength(2)
  } finally {
    await app.end()
  }
})
