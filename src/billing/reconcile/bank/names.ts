/** Forms of companies and titles say nothing about who it is. */
const EMPTY_WORDS = new Set(
  'gmbh ag kg ohg ug se ev inc llc ltd plc co corp sarl sas bv nv spa srl und and the der die das mr mrs ms dr prof herr frau'.split(
    ' ',
  ),
)

const wordsCache = new Map<string, string[]>()

/** Words without accents and case; ä is a and ae, as banks write it either way. */
function wordsOf(text: string): string[] {
  const known = wordsCache.get(text)
  if (known) return known
  const words = text
    .toLowerCase()
    .replace(/ä|æ/g, 'ae')
    .replace(/ö|ø|œ/g, 'oe')
    .replace(/ü/g, 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word))
    .map((word) => word.replaceAll('ae', 'a').replaceAll('oe', 'o').replaceAll('ue', 'u'))
  if (wordsCache.size > 5_000) wordsCache.clear()
  wordsCache.set(text, words)
  return words
}

/**
 * Does a text name one of them? Every word of the name must stand there, whole and in whatever order: 'Müller' is in
 * 'MUELLER KLAUS', Ann is not in Hannah. A name of a single short word proves nothing.
 */
export function namesIn(text: string, names: readonly string[]): boolean {
  const there = new Set(wordsOf(text))
  return names.some((name) => {
    const words = wordsOf(name)
    if (words.length === 0 || (words.length === 1 && words[0]!.length < 4)) return false
    return words.every((word) => there.has(word))
  })
}
