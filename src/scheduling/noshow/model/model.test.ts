import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backTest, testOn } from './back-test.ts'
import { calibrate, calibrated } from './calibrate.ts'
import { pastOf } from './history.ts'
import { solveSymmetric } from './linear.ts'
import { chanceOf, fitLogistic, logit, sigmoid } from './logistic.ts'
import type { Foretold } from './scores.ts'
import { aucOf, calibrationOf, scoresOf } from './scores.ts'
import { casesOf, foldOf, foretell, trainModel } from './train.ts'
import type { NoShowVisit } from './visit.ts'

const DAY = 86_400_000

/** Chance that can be repeated (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Made {
  visit: NoShowVisit
  /** The chance with which it was drawn. */
  truth: number
}

/** Visits of people who each have a habit, drawn with known chances that rise with the days ahead. */
function practice(seed: number, { people = 600, visitsEach = 6, days = 360, habits = 0.8 } = {}): Made[] {
  const roll = dice(seed)
  const normal = () => Math.sqrt(-2 * Math.log(roll() || 1e-9)) * Math.cos(2 * Math.PI * roll())
  return Array.from({ length: people }, (_, person) => ({ person, habit: normal() })).flatMap(
    ({ person, habit }) =>
      Array.from({ length: visitsEach }, (__, nth) => {
        const day = Math.floor(roll() * days) + 20_000
        const lead = Math.floor(roll() ** 2 * 45)
        const truth = sigmoid(-3 + 0.6 * Math.log1p(lead) + habits * habit)
        const hour = 8 + Math.floor(roll() * 10)
        const startsAt = day * DAY + hour * 3_600_000
        const ending = roll() < truth ? 'absent' : 'came'
        const visit: NoShowVisit = {
          id: `${person}-${nth}`,
          personId: `person ${person}`,
          serviceId: 'service',
          bookedAt: startsAt - lead * DAY - 3_600_000,
          bookedDay: day - lead,
          day,
          knownAt: startsAt,
          hour,
          age: null,
          reminded: null,
          ending,
        }
        return { visit, truth }
      }),
  )
}
const asBooked = (visit: NoShowVisit) => visit.bookedAt
const visitsOf = (made: readonly Made[]) => made.map(({ visit }) => visit)

describe('on visits drawn with known chances', () => {
  test('the chances of unseen people agree with what happens, and order them nearly as well as the truth', async () => {
    const cases = casesOf(visitsOf(practice(1, { people: 2_500, habits: 0 })), asBooked)
    const model = await trainModel(cases, { usesAge: false })
    const fresh = practice(2, { people: 2_500, habits: 0 })
    const truthOf = new Map(fresh.map(({ visit, truth }) => [visit.id, truth]))
    const told = casesOf(visitsOf(fresh), asBooked).map((each): Foretold & { truth: number } => ({
      chance: foretell(model, each),
      outcome: each.visit.ending === 'absent' ? 1 : 0,
      truth: truthOf.get(each.visit.id)!,
    }))
    for (const row of calibrationOf(told)) expect(Math.abs(row.foretold - row.seen)).toBeLessThan(0.035)
    const oracle = aucOf(told.map(({ truth, outcome }) => ({ chance: truth, outcome })))!
    const auc = aucOf(told)!
    expect(auc).toBeGreaterThan(oracle - 0.012)
    expect(auc).toBeLessThan(oracle + 0.005)
    expect(scoresOf(told).brier).toBeLessThan(scoresOf(told.map((each) => ({ ...each, chance: 0.14 }))).brier)
  })

  test('a back-test foretells each later visit once, beats the days ahead alone, and promises nothing where nothing is to be known', async () => {
    const cases = casesOf(visitsOf(practice(3, { people: 1_200 })), asBooked)
    const found = (await backTest(cases, { usesAge: false }))!
    expect(found.model.visits).toBe(cases.filter(({ visit }) => visit.day >= found.fromDay).length)
    expect(found.model.auc!).toBeGreaterThan(found.leadAlone.auc!)
    expect(found.leadAlone.auc!).toBeGreaterThan(0.55)
    expect(found.constant.auc).toBe(0.5)
    expect(found.model.brier).toBeLessThan(found.constant.brier)
    expect(found.calibration.reduce((sum, row) => sum + row.visits, 0)).toBe(found.model.visits)

    const roll = dice(4)
    const coin = visitsOf(practice(5, { people: 300 })).map(
      (visit) => ({ ...visit, ending: roll() < 0.2 ? 'absent' : 'came' }) as const,
    )
    const idle = (await backTest(casesOf(coin, asBooked), { usesAge: false }))!
    expect(Math.abs(idle.model.auc! - 0.5)).toBeLessThan(0.08)
    expect(idle.model.brier).toBeLessThan(idle.constant.brier + 0.006)
  })

  test('another file is judged by its later visits of people who are not in the first', async () => {
    const [one, two] = [practice(6), practice(7)].map((made) => casesOf(visitsOf(made), asBooked)) as [
      never[],
      never[],
    ]
    expect(await testOn({ learn: one, judge: one }, { usesAge: false })).toBeNull()
    const strangers = (two as ReturnType<typeof casesOf>).map(({ visit, past }) => ({
      visit: { ...visit, personId: `other ${visit.personId}` },
      past,
    }))
    const found = (await testOn({ learn: one, judge: strangers }, { usesAge: false }))!
    expect(found.model.auc!).toBeGreaterThan(0.55)
  })

  test('without both endings on both sides there is no back-test', async () => {
    const allCame = visitsOf(practice(8, { people: 30 })).map(
      (visit) => ({ ...visit, ending: 'came' }) as const,
    )
    expect(await backTest(casesOf(allCame, asBooked), { usesAge: false })).toBeNull()
  })
})

describe('what is known of a person', () => {
  const base: NoShowVisit = {
    id: 'this',
    personId: 'ann',
    serviceId: 's',
    bookedAt: 100 * DAY,
    bookedDay: 100,
    day: 110,
    knownAt: 110 * DAY,
    hour: 9,
    age: null,
    reminded: null,
    ending: 'came',
  }
  const other = (id: string, more: Partial<NoShowVisit>): NoShowVisit => ({ ...base, id, ...more })

  test('nothing that was booked or known later counts, whatever it was', () => {
    const anyVisit = fc.record({
      bookedAt: fc.integer({ min: 0, max: 200 }).map((day) => day * DAY),
      ahead: fc.integer({ min: 0, max: 60 }),
      ending: fc.constantFrom('came', 'absent', 'late_cancelled', 'ahead' as const),
    })
    fc.assert(
      fc.property(
        fc.array(anyVisit, { maxLength: 12 }),
        fc.integer({ min: 100, max: 150 }),
        (drawn, atDay) => {
          const at = atDay * DAY
          const own = drawn.map(({ bookedAt, ahead, ending }, nth) =>
            other(`v${nth}`, {
              bookedAt,
              day: bookedAt / DAY + ahead,
              knownAt: bookedAt + ahead * DAY,
              ending,
            }),
          )
          const past = pastOf(base, [base, ...own], at)
          const turned = own.map((each) => {
            const isOpen = each.knownAt >= at
            const changed = each.ending === 'absent' ? 'came' : 'absent'
            return isOpen ? { ...each, ending: changed as NoShowVisit['ending'] } : each
          })
          expect(pastOf(base, turned, at)).toEqual(past)
          const without = own.filter((each) => each.bookedAt <= at)
          expect(pastOf(base, without, at)).toEqual(past)
          expect(past.absences).toBeLessThanOrEqual(past.visits)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('counts visits, misses, late cancellations, what lies ahead and the days since', () => {
    const own = [
      base,
      other('1', { knownAt: 80 * DAY, ending: 'came' }),
      other('2', { knownAt: 90 * DAY, ending: 'absent' }),
      other('3', { knownAt: 85 * DAY, ending: 'late_cancelled' }),
      other('4', { bookedAt: 100 * DAY - 60_000, day: 110, knownAt: 110 * DAY, ending: 'ahead' }),
    ]
    expect(pastOf(base, own, base.bookedAt)).toEqual({
      visits: 2,
      absences: 1,
      lateCancels: 1,
      lastMissed: true,
      daysSince: 10,
      ahead: 1,
      sameDay: 1,
      bookedTogether: 4,
      bookedLately: 4,
      usualLead: Math.log(11),
      usuallySameDay: 0,
      daysSinceBooking: 0,
    })
  })
})

describe('the arithmetic', () => {
  test('a symmetric system is solved, and one that is not positive definite is refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 9, maxLength: 9 }),
        (raw) => {
          const n = 3
          const a = new Float64Array(n * n)
          for (let i = 0; i < n; i += 1)
            for (let j = 0; j < n; j += 1)
              a[i * n + j] =
                (i === j ? 1 : 0) + [0, 1, 2].reduce((sum, k) => sum + raw[i * n + k]! * raw[j * n + k]!, 0)
          const x = [1, -2, 3]
          const b = Float64Array.from([0, 1, 2], (i) =>
            x.reduce((sum, each, j) => sum + a[i * n + j]! * each, 0),
          )
          solveSymmetric(a, b)!.forEach((each, at) => expect(each).toBeCloseTo(x[at]!, 6))
        },
      ),
    )
    expect(solveSymmetric(Float64Array.from([1, 2, 2, 1]), Float64Array.from([1, 1]))).toBeNull()
  })

  test('the fit is where its gradient vanishes: it gives back the weights that drew the data', () => {
    const roll = dice(11)
    const rows = 20_000
    const features = Float64Array.from({ length: rows * 2 }, () => roll() * 4 - 2)
    const outcomes = Uint8Array.from({ length: rows }, (_, row) =>
      roll() < sigmoid(-1 + 0.7 * features[row * 2]! - 1.2 * features[row * 2 + 1]!) ? 1 : 0,
    )
    const fit = fitLogistic({ width: 2, features, outcomes }, 0.001)
    expect(fit.weights[0]! / fit.spreads[0]!).toBeCloseTo(0.7, 1)
    expect(fit.weights[1]! / fit.spreads[1]!).toBeCloseTo(-1.2, 1)
    const mean = outcomes.reduce((sum, each) => sum + each, 0) / rows
    const told = [...outcomes.keys()].reduce(
      (sum, row) => sum + chanceOf(fit, features.subarray(row * 2, row * 2 + 2)),
      0,
    )
    expect(told / rows).toBeCloseTo(mean, 6)
  })

  test('perfectly parted data and data of one kind still give finite weights', () => {
    const features = Float64Array.from([-2, -1, 1, 2])
    for (const outcomes of [
      [0, 0, 1, 1],
      [0, 0, 0, 0],
      [1, 1, 1, 1],
    ]) {
      const fit = fitLogistic({ width: 1, features, outcomes: Uint8Array.from(outcomes) }, 1)
      for (const each of [fit.intercept, ...fit.weights]) expect(Number.isFinite(each)).toBe(true)
    }
  })

  test.each([
    [
      'all in order',
      [
        [0.1, 0],
        [0.2, 0],
        [0.8, 1],
      ],
      1,
    ],
    [
      'turned round',
      [
        [0.9, 0],
        [0.1, 1],
      ],
      0,
    ],
    [
      'all the same',
      [
        [0.5, 0],
        [0.5, 1],
        [0.5, 0],
      ],
      0.5,
    ],
    [
      'one pair of four wrong',
      [
        [0.1, 0],
        [0.6, 0],
        [0.4, 1],
        [0.9, 1],
      ],
      0.75,
    ],
    ['nobody absent', [[0.1, 0]], null],
  ] as const)('AUC: %s', (_, pairs, auc) => {
    expect(aucOf(pairs.map(([chance, outcome]) => ({ chance, outcome })))).toBe(auc)
  })

  test('the AUC is the share of pairs in the right order, ties counting half', () => {
    const pair = fc.record({
      chance: fc.integer({ min: 0, max: 6 }).map((each) => each / 6),
      outcome: fc.constantFrom(0, 1),
    })
    fc.assert(
      fc.property(fc.array(pair as fc.Arbitrary<Foretold>, { minLength: 2, maxLength: 30 }), (all) => {
        const absent = all.filter(({ outcome }) => outcome === 1)
        const present = all.filter(({ outcome }) => outcome === 0)
        const won = absent.flatMap((a) =>
          present.map((p): number => (a.chance > p.chance ? 1 : a.chance === p.chance ? 0.5 : 0)),
        )
        const auc = aucOf(all)
        if (won.length === 0) expect(auc).toBeNull()
        else expect(auc).toBeCloseTo(won.reduce((sum, each) => sum + each, 0) / won.length, 9)
      }),
    )
  })

  test('chances that promise too much are drawn together; good ones stay', () => {
    const roll = dice(12)
    const truth = Array.from({ length: 8_000 }, () => roll() * 0.6)
    const drawn = truth.map((chance) => ({ chance, outcome: (roll() < chance ? 1 : 0) as 0 | 1 }))
    const loud = drawn.map(({ chance, outcome }) => ({ outcome, chance: sigmoid(2 * logit(chance) + 0.5) }))
    const found = calibrate(loud)
    expect(found.slope).toBeGreaterThan(0.42)
    expect(found.slope).toBeLessThan(0.58)
    const better = loud.map(({ chance, outcome }) => ({ outcome, chance: calibrated(found, chance) }))
    expect(scoresOf(better).brier).toBeLessThan(scoresOf(loud).brier)
    expect(calibrate(drawn).slope).toBeGreaterThan(0.9)
  })

  test('people are dealt into parts of about the same size, always into the same', () => {
    const counts = [0, 0, 0, 0, 0]
    for (let person = 0; person < 10_000; person += 1) counts[foldOf(`person ${person}`, 5)]! += 1
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200)
    expect(foldOf('ann', 5)).toBe(foldOf('ann', 5))
  })
})
