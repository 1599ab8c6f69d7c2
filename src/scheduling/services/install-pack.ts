import { sql } from 'kysely'
import { findPack, packPrice, packText, poolsOfPack } from '../../practice/index.ts'
import type { Pack } from '../../practice/index.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { localDay } from '../../platform/time/index.ts'
import { replaceHours } from '../hours/hours.ts'
import { createService } from './change-service.ts'

/** A new practice begins with the services of its profession, and an owner who treats clients with the opening hours. */
export const installPack = subscriber({
  name: 'scheduling.installPack',
  on: ['practice.created'],
  run: async (ctx) => {
    const { rows } = await sql`select 1 from service where practice_id = ${ctx.practiceId} limit 1`.execute(
      ctx.db,
    )
    if (rows.length > 0) return
    const practice = await ctx.practice()
    const pack = findPack(practice.pack)
    const practitioners = await practitionersOf(ctx)
    for (const [position, service] of pack.services.entries())
      await installService(ctx, { pack, service, position, practitioners })
    for (const practitioner of practitioners) await giveOpeningHours(ctx, practitioner)
  },
})

interface Installing {
  pack: Pack
  service: Pack['services'][number]
  position: number
  practitioners: string[]
}

async function installService(ctx: Context, { service, position, practitioners }: Installing) {
  const { locale, currency } = await ctx.practice()
  const other = locale === 'de' ? 'en' : 'de'
  const pools = await Promise.all(service.equipment.map((key) => poolsOfPack(ctx, key)))
  await createService(ctx, {
    ...service,
    name: packText(service.name, locale),
    description: service.description ? packText(service.description, locale) : null,
    category: service.category ? packText(service.category, locale) : null,
    instructions: service.instructions ? packText(service.instructions, locale) : null,
    translations: {
      [other]: {
        name: packText(service.name, other),
        ...(service.description ? { description: packText(service.description, other) } : {}),
      },
    },
    priceMinor: packPrice(service, currency),
    rescheduleCutoffMinutes: service.cancelCutoffMinutes,
    clientsOnly: service.clientsOnly ?? null,
    practitioners: practitioners.map((id) => ({ id })),
    equipmentPoolIds: pools.flat(),
    position,
  })
}

async function practitionersOf(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from staff where practice_id = ${ctx.practiceId} and is_practitioner and disabled_at is null order by id`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

async function giveOpeningHours(ctx: Context, practitionerId: string) {
  const { rows } = await sql<{
    locationId: string
    weekday: number
    starts: string
    ends: string
  }>`select o.location_id as "locationId", o.weekday,
      to_char(o.opens, 'HH24:MI') as starts, case when o.closes = '24:00' then '24:00' else to_char(o.closes, 'HH24:MI') end as ends
    from opening_hours o where o.practice_id = ${ctx.practiceId}
      and o.location_id = (select id from location where practice_id = ${ctx.practiceId} order by position, id limit 1)`.execute(
    ctx.db,
  )
  const { zone } = await ctx.practice()
  const hours = rows.map((row) => ({
    ...row,
    cycleLength: 1,
    cycleWeek: 0,
    validFrom: localDay(ctx.now, zone),
    validTo: null,
  }))
  await replaceHours(ctx, practitionerId, hours)
}
