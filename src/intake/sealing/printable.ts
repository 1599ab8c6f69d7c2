/** First and last code point of what the fonts in fonts/ hold: Latin, Greek, Cyrillic, Hebrew, Arabic and common signs. */
const HELD: readonly (readonly [number, number])[] = [
  [0x0, 0x52f],
  [0x590, 0x6ff],
  [0x750, 0x77f],
  [0x8a0, 0x8ff],
  [0x1c80, 0x1c8f],
  [0x1d00, 0x218f],
  [0x2200, 0x22ff],
  [0x25a0, 0x26ff],
  [0x2c60, 0x2c7f],
  [0x2de0, 0x2e4f],
  [0xa640, 0xa69f],
  [0xa720, 0xa7ff],
  [0xfb00, 0xfdff],
  [0xfe00, 0xfeff],
  [0xfffd, 0xfffd],
]

/** The signs of a text for which no font is at hand, each once by its code point: "U+80A9". Empty when all can be printed. */
export function signsWithoutFont(text: string): string {
  const lost = [...new Set(text)].map((sign) => sign.codePointAt(0)!).filter((code) => !isHeld(code))
  return lost.map((code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
}

const isHeld = (code: number) => HELD.some(([from, to]) => code >= from && code <= to)
