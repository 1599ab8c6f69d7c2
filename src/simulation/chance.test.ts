import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'

test('the same seed makes the same chance, another seed another', () => {
  const draw = (seed: number) => Array.from({ length: 20 }, chanceOf(seed).number)
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test('numbers are spread evenly, and weights are kept', () => {
  const chance = chanceOf(1)
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let turn = 0; turn < 100_000; turn += 1) counts[chance.between(0, 9)]! += 1
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  let often = 0
  for (let turn = 0; turn < 10_000; turn += 1)
    often +=
      chance.pickWeighted([
        ['a', 3],
        ['b', 1],
      ] as const) === 'a'
        ? 1
        : 0
  expect(Math.abs(often - 7_500)).toBeLessThan(250)
})
