import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root.ts'
import { invalid } from '../problem.ts'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 256
/** Beyond this length even a repeated word is not what guessing starts with. */
const PATTERN_LENGTH = 32
const PRODUCT = 'atrium'
const KEYBOARD_ROWS = [
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1234567890',
  '0987654321',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
]
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Refuses (422) what guessing tries first. No rule about kinds of characters: length counts. */
export function refuseWeakPassword(
  password: string,
  { field = 'password', ownWords = [] }: { field?: string; ownWords?: string[] } = {},
) {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD)
    throw invalid(
      field,
      `Use at least ${SHORTEST_PASSWORD} characters. A few words in a row are easy to remember.`,
    )
  if (length > LONGEST_PASSWORD) throw invalid(field, `Use at most ${LONGEST_PASSWORD} characters.`)
  const plain = password.normalize('NFKC').toLowerCase()
  if (isCommon(plain))
    throw invalid(field, 'This is one of the passwords that are tried first. Choose another one.')
  if (length <= PATTERN_LENGTH && isPattern(plain))
    throw invalid(field, 'This repeats or follows the keyboard. Choose another one.')
  if (isMostlyOwnWord(plain, ownWords))
    throw invalid(
      field,
      'This is mostly the name of the practice, of the product or your own. Choose another one.',
    )
}

function isCommon(plain: string): boolean {
  const { whole, stems } = lists()
  return whole.has(plain) || coresOf(plain).some((core) => stems.has(core) || stems.has(halfOf(core) ?? ''))
}

/** The word inside its ornaments: `P4ssword2024!!` is `password`. */
function coresOf(plain: string): string[] {
  const bare = plain.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const leet = unleet(plain.replace(/[\d\W_]{1,6}$/, '').replace(/^[\d\W_]{1,6}/, ''))
  return [bare, unleet(bare), leet, unleet(plain).replace(/^[^a-z]+|[^a-z]+$/g, '')]
}

function unleet(text: string): string {
  return text.replace(/./g, (sign) => LEET[sign] ?? sign)
}

function halfOf(text: string): string | null {
  const half = text.slice(0, text.length / 2)
  return half + half === text ? half : null
}

function isPattern(plain: string): boolean {
  // One to five characters again and again.
  if (/^(.{1,5}?)\1+.{0,4}$/.test(plain)) return true
  return followsKeyboard(plain)
}

/** True when the whole text is made of runs of at least four neighbours. */
function followsKeyboard(plain: string): boolean {
  const rows = KEYBOARD_ROWS.map((row) => row + row)
  let at = 0
  while (at < plain.length) {
    let run = 0
    while (at + run < plain.length && rows.some((row) => row.includes(plain.slice(at, at + run + 1))))
      run += 1
    if (run < 4) return plain.length - at < 4 && at >= 8
    at += run
  }
  return true
}

function isMostlyOwnWord(plain: string, ownWords: string[]): boolean {
  const words = [
    PRODUCT,
    ...ownWords.flatMap((word) => [word.replace(/[^\p{L}\p{N}]/gu, ''), ...word.split(/[^\p{L}\p{N}]+/u)]),
  ]
  const known = [...new Set(words.map((word) => word.toLowerCase()))].filter((word) => word.length >= 4)
  return [plain, unleet(plain)].some((text) => {
    // Longest first, so that "willowlane" is not read as "willow" and four letters of one's own.
    const rest = known
      .sort((a, b) => b.length - a.length)
      .reduce((left, word) => left.replaceAll(word, ''), text)
    return rest.length < text.length && rest.length < 8
  })
}

let loaded: { whole: Set<string>; stems: Set<string> } | null = null

function lists() {
  if (loaded) return loaded
  const text = readFileSync(join(projectRoot(), 'src/platform/signin/common-passwords.txt'), 'utf8')
  const [whole = '', stems = ''] = text.replace(/^#.*\n/gm, '').split('----\n')
  loaded = {
    whole: new Set(whole.split('\n').filter(Boolean)),
    stems: new Set(stems.split('\n').filter(Boolean)),
  }
  return loaded
}
