import { createHash } from 'node:crypto'
import type { Random } from '../../platform/operation/context.ts'

/** Without I, L, O, U: nobody mistakes one for another, and no words come out. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DRAWN = 15

/** A new code, such as 7K3M-9QXT-2B4F-H6RC: 75 bits of chance and a letter that catches slips of the keyboard. */
export function drawCode(random: Random): string {
  // 256 is a multiple of 32, so every letter is as likely as any other.
  const drawn = [...random.bytes(DRAWN)].map((byte) => LETTERS[byte % 32]!).join('')
  return drawn + checkLetter(drawn)
}

/** As it was printed: in groups of four. */
export const writeCode = (code: string) => code.match(/.{4}/g)!.join('-')

/** What somebody typed as a code, whatever dress it came in; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (code.length !== DRAWN + 1 || [...code].some((letter) => !LETTERS.includes(letter))) return null
  return checkLetter(code.slice(0, DRAWN)) === code[DRAWN] ? code : null
}

export const hashOfCode = (code: string) => createHash('sha256').update(`gift card ${code}`).digest('hex')

/** A weighted sum modulo 31, a prime: one wrong letter, or two that changed places, is noticed (Z and 0 apart). */
function checkLetter(drawn: string): string {
  const sum = [...drawn].reduce((all, letter, index) => all + (index + 2) * LETTERS.indexOf(letter), 0)
  return LETTERS[sum % 31]!
}
