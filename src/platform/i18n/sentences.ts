/** English sentences with their translation; `{name}` stands for whatever the program puts there. */
export interface SentenceTable {
  sentences: [english: string, translation: string][]
  /** Words that stand in variables: by the word, or by `variable.word` where that says something else. */
  parts?: Record<string, string>
}

/** The word for a variable's value; undefined: as in `parts`, else as it is. */
export type SayValue = (name: string, value: string) => string | undefined

interface Pattern {
  whole: RegExp
  beginning: RegExp
  /** What every text of this pattern starts with: compared first, because that is cheap. */
  start: string
  names: string[]
  translation: string
}

interface Next {
  said: string
  rest: string
}

const VARIABLE = /\{(\w+)\}/g
/** Longer texts are nobody's sentence of ours; patterns are not tried on them. */
const LONGEST = 2_000

/**
 * A translator of what the program says in English: one sentence or several. Texts that are not in the table (what a
 * person wrote) stay as they are. A variable called `sentence…` holds sentences and is translated, too.
 */
export function compileSentences({ sentences, parts = {} }: SentenceTable, sayValue?: SayValue) {
  const exact = new Map(sentences.filter(([english]) => !hasVariables(english)))
  const patterns = sentences
    .filter(([english]) => hasVariables(english))
    .toSorted(([a], [b]) => literalLength(b) - literalLength(a))
    .map(compile)

  const valueOf = (name: string, value: string) => {
    if (name.startsWith('sentence')) return say(value)
    const partOf = (word: string) => parts[`${name}.${word}`] ?? parts[word] ?? word
    return sayValue?.(name, value) ?? value.split(', ').map(partOf).join(', ')
  }

  /** The whole text if it is one sentence (a name may hold dots), else the first. */
  const sayNext = (text: string): Next | null =>
    whole(exact, text) ??
    matching(patterns, { text, by: 'whole', valueOf }) ??
    beginning(exact, text) ??
    matching(patterns, { text, by: 'beginning', valueOf })

  function say(text: string): string {
    if (text.length > LONGEST) return text
    const said: string[] = []
    let rest = text
    while (rest !== '') {
      const next = sayNext(rest)
      if (!next) return [...said, rest].join(' ')
      said.push(next.said)
      rest = next.rest
    }
    return said.join(' ')
  }
  return say
}

function whole(exact: ReadonlyMap<string, string>, text: string): Next | null {
  const said = exact.get(text)
  return said === undefined ? null : { said, rest: '' }
}

/** The longest known sentence that the text begins with. */
function beginning(exact: ReadonlyMap<string, string>, text: string): Next | null {
  for (let end = text.lastIndexOf(' '); end > 0; end = text.lastIndexOf(' ', end - 1)) {
    const said = exact.get(text.slice(0, end))
    if (said !== undefined) return { said, rest: text.slice(end).trimStart() }
  }
  return null
}

function matching(
  patterns: readonly Pattern[],
  {
    text,
    by,
    valueOf,
  }: { text: string; by: 'whole' | 'beginning'; valueOf: (name: string, value: string) => string },
): Next | null {
  for (const pattern of patterns) {
    const match = text.startsWith(pattern.start) ? pattern[by].exec(text) : null
    if (!match) continue
    const values = new Map(pattern.names.map((name, nth) => [name, match[nth + 1]!]))
    const said = pattern.translation.replace(VARIABLE, (_, name: string) =>
      valueOf(name, values.get(name) ?? ''),
    )
    return { said, rest: text.slice(match[0].length).trimStart() }
  }
  return null
}

function compile([english, translation]: [string, string]): Pattern {
  const pieces = english.split(VARIABLE)
  const source = pieces
    .map((piece, nth) => (nth % 2 === 0 ? piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '(.+?)'))
    .join('')
  return {
    whole: new RegExp(`^${source}$`, 's'),
    beginning: new RegExp(`^${source}(?=$| )`, 's'),
    start: pieces[0]!,
    names: pieces.filter((_, nth) => nth % 2 === 1),
    translation,
  }
}

function hasVariables(english: string): boolean {
  return english.search(VARIABLE) >= 0
}

function literalLength(english: string): number {
  return english.replace(VARIABLE, '').length
}
