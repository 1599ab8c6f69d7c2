import { addLocalDays, weekdayOf, wallToInstant } from '../src/platform/time/index.ts'
import type { Busy } from '../src/scheduling/availability/busy.ts'
import type { WorkingHours } from '../src/scheduling/availability/hours.ts'
import { freeSlots } from '../src/scheduling/availability/slots.ts'
import type { Practitioner, Service, SlotSearch } from '../src/scheduling/availability/slots.ts'
import { whyNot } from '../src/scheduling/availability/why-not.ts'
import type { Bench } from './bench.ts'

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

function search(practitioners: number, rooms: number): SlotSearch {
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

/**
 * Milliseconds of processor time for one run, in the quickest of many rounds. The work is pure: what other programs on
 * the machine do to the caches and to the clock rate is no part of the figure.
 */
function processorMs(act: () => unknown, runs: number): number {
  const rounds = Array.from({ length: 30 }, () => {
    const from = process.cpuUsage()
    for (let run = 0; run < runs; run++) act()
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000 / runs
  })
  return Math.min(...rounds)
}

const bench: Bench = async () => {
  const [one, many] = [search(1, 0), search(50, 10)]
  const month = processorMs(() => freeSlots(one), 200)
  const firstTen = processorMs(() => freeSlots(many, 10), 20)
  return [
    { name: 'free times of one practitioner-month, in memory', ...atMost(month, 0.05) },
    { name: 'first 10 free times of 50 practitioners and 10 rooms, a month ahead', ...atMost(firstTen, 2.5) },
    {
      name: 'why not, with the nearest free times of the month',
      ...atMost(
        processorMs(() => ask(one), 100),
        0.5,
      ),
    },
  ]
}

export default bench

function ask(month: SlotSearch) {
  return whyNot(month, {
    practitionerId: 'practitioner 0',
    startsAt: wallToInstant('2026-03-16T09:10', ZONE),
  })
}

function atMost(value: number, target: number) {
  return { value, unit: 'ms', target, ok: value <= target }
}
