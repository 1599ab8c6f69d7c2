// SHA-256 (FIPS 180-4) at once and without promises: the browser's own is asked in tens of thousands of awaits, and is
// missing where a page comes without TLS.
const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by))

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let next = 2; primes.length < count; next += 1)
    if (primes.every((prime) => next % prime !== 0)) primes.push(next)
  return primes
}

const primes = firstPrimes(64)
const fraction = (value: number) => ((value - Math.floor(value)) * 2 ** 32) | 0
const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
const w = new Int32Array(64)

/** The digest of a short ASCII text as eight 32-bit words. */
export function sha256(text: string): Int32Array {
  const blocks = padded(text)
  const state = Int32Array.from(START)
  for (let at = 0; at < blocks.length; at += 16) compress(state, blocks.subarray(at, at + 16))
  return state
}

function padded(text: string): Int32Array {
  const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16)
  for (let index = 0; index < text.length; index += 1)
    words[index >> 2]! |= text.charCodeAt(index) << (24 - (index & 3) * 8)
  words[text.length >> 2]! |= 0x80 << (24 - (text.length & 3) * 8)
  words[words.length - 1] = text.length * 8
  return words
}

function compress(state: Int32Array, block: Int32Array): void {
  w.set(block)
  for (let t = 16; t < 64; t += 1) {
    const a = w[t - 15]!
    const b = w[t - 2]!
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < 64; t += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const one = (h + s1 + ((e & f) ^ (~e & g)) + K[t]! + w[t]!) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  ;[a, b, c, d, e, f, g, h].forEach((value, index) => (state[index]! += value))
}
