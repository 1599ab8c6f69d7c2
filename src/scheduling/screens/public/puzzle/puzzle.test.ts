import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'
import { solveInParts, trySolve } from './solve.ts'

const hex = (words: Int32Array) =>
  [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
const expected = (text: string) => createHash('sha256').update(text).digest('hex')

test('the digest is the one that other programs compute, for every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'a1.-_:Z'.repeat(30).slice(0, length)
    expect(hex(sha256(text))).toBe(expected(text))
  }
})

test('an answer has the zero bits that were asked for, in parts as at once', async () => {
  const puzzle = { challenge: '12.1772460600000.abcdefghijklmnop.seal', bits: 12 }
  const answer = trySolve(puzzle, 0, 1_000_000)!
  expect(expected(`${puzzle.challenge}:${answer}`)).toMatch(/^000/)
  expect(await solveInParts(puzzle)).toBe(answer)
  expect(trySolve(puzzle, 0, Number(answer))).toBeNull()
})
