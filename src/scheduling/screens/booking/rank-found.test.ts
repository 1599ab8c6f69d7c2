import { expect, test } from 'vitest'
import { rankFound } from './rank-found.ts'

const names = (asked: string, ...found: string[]) =>
  rankFound(
    found.map((name) => ({ name })),
    asked,
  ).map((one) => one.name)

test('who bears the name comes before who shares an address', () => {
  expect(names('mia rossi', 'Leo Rossi', 'Mia Rossi')).toEqual(['Mia Rossi', 'Leo Rossi'])
  expect(names('rossi m', 'Leo Rossi', 'Mia Rossi')).toEqual(['Mia Rossi', 'Leo Rossi'])
})

test('accents and second names do not matter; what is found by a number keeps its order', () => {
  expect(names('montero', 'Ann Lee', 'Chloé García-Montero')).toEqual(['Chloé García-Montero', 'Ann Lee'])
  expect(names('chloe', 'Ann Lee', 'Chloé Castillo')[0]).toBe('Chloé Castillo')
  expect(names('555', 'Leo Rossi', 'Ann Lee')).toEqual(['Leo Rossi', 'Ann Lee'])
})
