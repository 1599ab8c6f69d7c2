import type { Random } from '../platform/clock.ts'

/** Chance that comes from one seed: the same seed makes the same practice. */
export interface Chance extends Random {
  /** From 0 (included) to 1 (not included). */
  number(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  happens(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** By weights that need not add up to anything. */
  pickWeighted<T>(list: readonly (readonly [T, number])[]): T
}

/** xoshiro128** (Blackman, Vigna 2018), seeded by splitmix32. */
export function chanceOf(seed: number): Chance {
  let mix = seed >>> 0
  const splitmix = () => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  const state = [splitmix(), splitmix(), splitmix(), splitmix()] as [number, number, number, number]
  const rotate = (x: number, by: number) => ((x << by) | (x >>> (32 - by))) >>> 0
  const next = () => {
    const result = Math.imul(rotate(Math.imul(state[1], 5) >>> 0, 7), 9) >>> 0
    const shifted = (state[1] << 9) >>> 0
    state[2] = (state[2] ^ state[0]) >>> 0
    state[3] = (state[3] ^ state[1]) >>> 0
    state[1] = (state[1] ^ state[2]) >>> 0
    state[0] = (state[0] ^ state[3]) >>> 0
    state[2] = (state[2] ^ shifted) >>> 0
    state[3] = rotate(state[3], 11)
    return result
  }
  const number = () => next() / 4_294_967_296
  return {
    number,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
    between: (least, most) => least + Math.floor(number() * (most - least + 1)),
    happens: (probability) => number() < probability,
    pick: (list) => list[Math.floor(number() * list.length)]!,
    pickWeighted: (list) => {
      let left = number() * list.reduce((sum, [, weight]) => sum + weight, 0)
      return (list.find(([, weight]) => (left -= weight) < 0) ?? list.at(-1)!)[0]
    },
  }
}
