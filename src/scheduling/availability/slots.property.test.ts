import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startsByMinute } from './proof/minute-oracle.ts'
import { randomSearch } from './proof/random-cases.ts'
import { freeSlots } from './slots.ts'
import type { Slot, SlotSearch } from './slots.ts'

const told = (slot: Slot) => `${slot.practitionerId} ${slot.locationId} ${slot.startsAt.toISOString()}`

test('ten thousand random practices have the free times that a look at every minute finds', () => {
  let free = 0
  let casesWithFreeTimes = 0
  let casesWithHelp = 0
  fc.assert(
    fc.property(randomSearch(), (search: SlotSearch) => {
      const slots = freeSlots(search)
      free += slots.length
      if (slots.length > 0) casesWithFreeTimes++
      if (slots[0]?.assistantId) casesWithHelp++
      expect(slots.map(told).sort()).toEqual(startsByMinute(search).sort())
    }),
    { numRuns: 10_000 },
  )
  // The cases are worth something only when they open as well as close.
  expect(free).toBeGreaterThan(20_000)
  expect(casesWithFreeTimes).toBeGreaterThan(1_000)
  expect(casesWithHelp).toBeGreaterThan(100)
}, 120_000)
