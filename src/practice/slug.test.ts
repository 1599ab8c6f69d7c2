import { expect, test } from 'vitest'
import { SLUG, slugOf } from './slug.ts'

test.each([
  ['Willow Lane', 'willow-lane'],
  ['Praxis Müller & Söhne', 'praxis-mueller-soehne'],
  ['Crème brûlée', 'creme-brulee'],
  ['  --A--  ', 'a'],
  ['整骨院', 'practice'],
  ['x'.repeat(80), 'x'.repeat(50)],
])('%s lives at %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
  expect(slug).toMatch(SLUG)
})
