import { addLocalDays, weekdayOf, wallToInstant } from '../src/platform/time/index.ts'
import type { Busy } from '../src/scheduling/availability/busy.ts'
import type { WorkingHours } from '../src/scheduling/availability/hours.ts'
import { freeSlots } from '../src/scheduling/availability/slots.ts'
import type { Practitioner, Service, SlotSearch } from '../src/scheduling/availability/slots.ts'

// A full diary: mornings and afternoons from Monday to Friday, eight visits of half an hour a day, over a clock change.
const ZONE = 'America/New_York'
const FIRST_DAY = '2026-03-01'
const DAYS = 31

const service: Service = {
  id: 'treatment',
  duration: 30,
  before: 5,
  after: 10,
  slotInterval: 15,
  slotOffset: 0,
  minimumNotice: 120,
  horizonDays: 90,
  capacity: 1,
}

function hours(): WorkingHours[] {
  const halves = [
    { from: 8 * 60, to: 12 * 60 },
    { from: 13 * 60, to: 17 * 60 + 30 },
  ]
  return [1, 2, 3, 4, 5].flatMap((weekday) =>
    halves.map((half) => ({ locationId: 'main', weekday, ...half })),
  )
}

function diary(lateBy: number): Busy[] {
  const busy: Busy[] = []
  for (let n = 0; n < DAYS; n++) {
    const day = addLocalDays(FIRST_DAY, n)
    if (weekdayOf(day) > 5) continue
    for (const start of ['08:00', '09:00', '09:45', '10:30', '13:00', '14:00', '15:15', '16:15']) {
      const startsAt = new Date(wallToInstant(`${day}T${start}`, ZONE).getTime() + lateBy * 300_000)
      busy.push({
        startsAt,
        endsAt: new Date(startsAt.getTime() + 1_800_000),
        before: 5,
        after: 10,
        locationId: 'main',
      })
    }
  }
  return busy
}

export function search(practitioners: number, rooms: number): SlotSearch {
  const people: Practitioner[] = Array.from({ length: practitioners }, (_, n) => {
    return { id: `practitioner ${n}`, hours: hours(), busy: diary(n % 3) }
  })
  return {
    window: { from: wallToInstant(`${FIRST_DAY}T00:00`, ZONE), to: wallToInstant('2026-04-01T00:00', ZONE) },
    now: wallToInstant('2026-03-01T08:00', ZONE),
    service,
    locations: [{ id: 'main', zone: ZONE, holidays: [{ day: '2026-03-17' }] }],
    practitioners: people,
    ...(rooms
      ? { rooms: Array.from({ length: rooms }, (_, n) => ({ id: `room ${n}`, busy: diary(n % 3) })) }
      : {}),
  }
}

/** The middle of many runs in milliseconds, after as many to warm up. */
function medianMs(act: () => unknown, runs = 300): number {
  const times = Array.from({ length: runs * 2 }, () => {
    const from = performance.now()
    act()
    return performance.now() - from
  })
  return times.slice(runs).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN
}

export const benches = [
  {
    name: 'availability: all free times of one practitioner-month, in memory',
    run: async () => {
      const month = search(1, 0)
      return { value: medianMs(() => freeSlots(month)), unit: 'ms', target: 0.05 }
    },
  },
  {
    name: 'availability: first 10 free times over 50 practitioners and 10 rooms, in memory',
    run: async () => {
      const month = search(50, 10)
      return { value: medianMs(() => freeSlots(month, 10), 50), unit: 'ms', target: 2.5 }
    },
  },
]
