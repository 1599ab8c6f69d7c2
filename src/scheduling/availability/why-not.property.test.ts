import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges } from './proof/apply-changes.ts'
import { randomSearch } from './proof/random-cases.ts'
import { freeSlots } from './slots.ts'
import type { SlotSearch } from './slots.ts'
import { whyNot } from './why-not.ts'

const offers = (search: SlotSearch, wish: { practitionerId: string; locationId: string; startsAt: Date }) =>
  freeSlots(search).some(
    (slot) =>
      slot.practitionerId === wish.practitionerId &&
      slot.locationId === wish.locationId &&
      slot.startsAt.getTime() === wish.startsAt.getTime(),
  )

/** A random practice and a time in its window, on a multiple of five minutes as people wish for. */
const asked = fc
  .tuple(randomSearch(), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat())
  .map(([search, at, who]) => {
    const { from, to } = search.window
    const startsAt = new Date(
      Math.floor((from.getTime() + at * (to.getTime() - from.getTime())) / 300_000) * 300_000,
    )
    const practitionerId = search.practitioners[who % search.practitioners.length]!.id
    const locationId = search.locations[who % search.locations.length]!.id
    return { search, wish: { practitionerId, locationId, startsAt } }
  })

test('a time has no rule against it exactly when it is offered', () => {
  fc.assert(
    fc.property(asked, ({ search, wish }) => {
      expect(whyNot(search, wish).free).toBe(offers(search, wish))
      for (const slot of freeSlots(search, 3))
        expect(whyNot(search, slot)).toMatchObject({ free: true, reasons: [] })
    }),
    { numRuns: 3000 },
  )
}, 120_000)

test('the changes that are named really open the time', () => {
  let opened = 0
  fc.assert(
    fc.property(asked, ({ search, wish }) => {
      const { reasons, smallestChange } = whyNot(search, wish)
      const changes = reasons.flatMap(({ change }) => change ?? [])
      if (reasons.length > 0 && changes.length === reasons.length) {
        expect(offers(applyChanges(search, wish, changes), wish)).toBe(true)
        opened++
      }
      if (smallestChange?.kind === 'move') expect(offers(search, smallestChange.slot)).toBe(true)
    }),
    { numRuns: 3000 },
  )
  expect(opened).toBeGreaterThan(1000)
}, 120_000)

test('no change that is named could be left out', () => {
  fc.assert(
    fc.property(asked, ({ search, wish }) => {
      const { reasons } = whyNot(search, wish)
      const changes = reasons.flatMap(({ change }) => change ?? [])
      if (reasons.length === 0 || changes.length < reasons.length) return
      // Two neighbours may be told about the same buffer, two limits about the same count, and a visit that is moved
      // to another day lowers the count as well: there one change may do the work of two.
      const codes = changes.map(({ code }) => code)
      if (
        new Set(codes).size < codes.length ||
        (codes.includes('raise_limit') && codes.includes('move_visit'))
      )
        return
      for (const omitted of changes) {
        const rest = changes.filter((change) => change !== omitted)
        expect(offers(applyChanges(search, wish, rest), wish)).toBe(false)
      }
    }),
    { numRuns: 1500 },
  )
}, 120_000)
