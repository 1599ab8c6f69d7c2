import { sha256 } from './sha256.ts'

export interface Puzzle {
  challenge: string
  bits: number
}

/** Tries numbers from `from` on, at most `tries`; the first whose digest begins with so many zero bits, or null. */
export function trySolve({ challenge, bits }: Puzzle, from: number, tries: number): string | null {
  for (let number = from; number < from + tries; number += 1) {
    const [first = 0, second = 0] = sha256(`${challenge}:${number}`)
    const zeros = first === 0 ? 32 + Math.clz32(second) : Math.clz32(first)
    if (zeros >= bits) return String(number)
  }
  return null
}

const PART = 2_000

/** The answer, found in small parts so that the page stays alive where there is no worker. */
export async function solveInParts(puzzle: Puzzle): Promise<string> {
  for (let from = 0; ; from += PART) {
    const answer = trySolve(puzzle, from, PART)
    if (answer !== null) return answer
    await new Promise((resolve) => setTimeout(resolve))
  }
}
