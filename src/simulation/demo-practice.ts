import type { App } from '../app.ts'
import { operations } from '../app.ts'
import type { Actor } from '../platform/access/actor.ts'
import { addStaff, createPractice, findPractice, keepSignIn } from '../practice/index.ts'
import { listServices, replaceHours } from '../scheduling/index.ts'
import type { Service } from '../scheduling/index.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE, DEMO_SLUG } from './demo-people.ts'

export interface Shift {
  practitionerId: string
  locationId: string
  roomId: string
  /** 1 = Monday ... 7 = Sunday. */
  weekday: number
  /** Minutes of the day on the wall clock. */
  from: number
  to: number
}

export interface DemoPractice {
  practiceId: string
  zone: string
  currency: string
  services: Service[]
  shifts: Shift[]
}

export const SEEDER: Actor = { kind: 'system', name: 'Demo practice' }
const ZONE = 'Europe/London'

// Practitioner (in the order above), place, weekdays: never more people at a place than it has rooms (3 and 2).
const ROTA: readonly [number, 'mill' | 'station', readonly number[]][] = [
  [0, 'mill', [1, 2, 3, 4, 5]],
  [1, 'mill', [1, 2, 3, 4, 6]],
  [2, 'mill', [1, 2, 3]],
  [2, 'station', [4, 5]],
  [3, 'mill', [4, 5]],
  [3, 'station', [1, 2]],
  [4, 'station', [1, 2, 3, 4, 5]],
  [5, 'station', [3, 6]],
  [5, 'mill', [5]],
]

/** Makes the practice with its places, people and hours through the same functions as the screens. */
export async function makeDemoPractice(app: App, practiceId: string): Promise<DemoPractice> {
  const within = <T>(work: Parameters<App['inPractice']>[1]) =>
    app.inPractice({ practiceId, actor: SEEDER, name: 'demo' }, work) as Promise<T>
  const staff = await within<{ id: string; isPractitioner: boolean }[]>(async (ctx) => {
    const { ownerId } = await createPractice(ctx, practiceWish())
    const others = []
    for (const { name, email, role, title = null, color = null } of DEMO_PEOPLE.slice(1)) {
      others.push(
        await addStaff(ctx, { name, email, role, title, color, isPractitioner: role === 'practitioner' }),
      )
    }
    return [{ id: ownerId, isPractitioner: false }, ...others]
  })
  await app.settle()
  await giveSignIns(
    app,
    practiceId,
    staff.map(({ id }) => id),
  )
  const places = await furnish(app, practiceId)
  const practitioners = staff.filter(({ isPractitioner }) => isPractitioner).map(({ id }) => id)
  const shifts = ROTA.flatMap(([who, place, weekdays]) =>
    shiftsOf(practitioners[who]!, places[place], weekdays),
  )
  giveRooms(shifts, places)
  const validFrom = app.house.services.clock.now().toISOString().slice(0, 10)
  await within<void>(async (ctx) => {
    for (const id of practitioners)
      await replaceHours(
        ctx,
        id,
        shifts.filter((shift) => shift.practitionerId === id).map((shift) => hoursOf(shift, validFrom)),
      )
  })
  await app.settle()
  return within<DemoPractice>(async (ctx) => ({
    practiceId,
    zone: ZONE,
    currency: (await findPractice(ctx)).currency,
    services: (await listServices(ctx)) as Service[],
    shifts,
  }))
}

function practiceWish() {
  const opening = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '19:00' }))
  return {
    name: 'Willow Lane Physiotherapy',
    slug: DEMO_SLUG,
    pack: 'physiotherapy',
    locale: 'en' as const,
    currency: 'GBP',
    country: 'GB',
    zone: ZONE,
    phone: '+44 20 7946 0100',
    email: 'desk@willow-lane.example',
    addressLines: ['12 Mill Road', 'London N1 7AA'],
    location: {
      name: 'Mill Road',
      addressLines: ['12 Mill Road', 'London N1 7AA'],
      opening: [...opening, { weekday: 6, opens: '09:00', closes: '14:00' }],
    },
    owner: { name: DEMO_PEOPLE[0]!.name, email: DEMO_PEOPLE[0]!.email },
  }
}

interface Place {
  locationId: string
  rooms: string[]
}

/** The second place, and at the first one exactly three rooms. */
async function furnish(app: App, practiceId: string): Promise<Record<'mill' | 'station', Place>> {
  const call = async (path: string, input: object) =>
    (
      await app.perform(
        operations.find((each) => each.path === path)!,
        { practiceId, actor: SEEDER, input },
      )
    ).body as LocationAnswer
  const opening = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:30', closes: '18:30' }))
  const station = await call('POST /locations', {
    name: 'Station Yard',
    addressLines: ['3 Station Yard', 'London N4 2DF'],
    zone: ZONE,
    opening: [...opening, { weekday: 6, opens: '09:00', closes: '13:00' }],
  })
  for (const name of ['Studio', 'Quiet room'])
    await call('POST /locations/{id}/rooms', { id: station.id, name })
  const { items } = (await call('GET /locations', {})) as unknown as { items: LocationAnswer[] }
  const mill = items.find(({ name }) => name === 'Mill Road')!
  return { mill: placeOf(mill), station: placeOf(items.find(({ id }) => id === station.id)!) }
}

interface LocationAnswer {
  id: string
  name: string
  rooms: { id: string }[]
}

function placeOf({ id, rooms }: LocationAnswer): Place {
  return { locationId: id, rooms: rooms.map((room) => room.id) }
}

function shiftsOf(practitionerId: string, { locationId }: Place, weekdays: readonly number[]): Shift[] {
  return weekdays.flatMap((weekday) => {
    const spans =
      weekday === 6
        ? [[9 * 60, 13 * 60]]
        : [
            [9 * 60, 13 * 60],
            [14 * 60, 18 * 60],
          ]
    return spans.map(([from, to]) => ({
      practitionerId,
      locationId,
      roomId: '',
      weekday,
      from: from!,
      to: to!,
    }))
  })
}

/** One room a person and day. */
function giveRooms(shifts: Shift[], places: Record<string, Place>) {
  for (const { locationId, rooms } of Object.values(places)) {
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      const here = shifts.filter((shift) => shift.locationId === locationId && shift.weekday === weekday)
      const people = [...new Set(here.map((shift) => shift.practitionerId))]
      for (const shift of here) shift.roomId = rooms[people.indexOf(shift.practitionerId)]!
    }
  }
}

function hoursOf({ locationId, weekday, from, to }: Shift, validFrom: string) {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return {
    locationId,
    weekday,
    starts: clock(from),
    ends: clock(to),
    cycleLength: 1,
    cycleWeek: 0,
    validFrom,
    validTo: null,
  }
}

async function giveSignIns(app: App, practiceId: string, staffIds: string[]) {
  await Promise.all(
    DEMO_PEOPLE.map(async ({ name, email }, index) => {
      const { userId } = await app.signIn.createUser({ email, name, password: DEMO_PASSWORD })
      await app.inPractice({ practiceId, actor: SEEDER, name: 'demo' }, (ctx) =>
        keepSignIn(ctx, staffIds[index]!, { userId, email }),
      )
    }),
  )
}
