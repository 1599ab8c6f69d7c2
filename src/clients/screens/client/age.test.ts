import { expect, test } from 'vitest'
import { ageOn } from './age.ts'

test.each([
  ['1988-05-04', '2026-05-03', 37],
  ['1988-05-04', '2026-05-04', 38],
  ['2024-02-29', '2025-02-28', 0],
  ['2024-02-29', '2025-03-01', 1],
])('who was born on %s is on %s so many years old: %i', (born, day, years) => {
  expect(ageOn(born, day)).toBe(years)
})
