const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/**
 * A text as it is searched: compatibility forms made one (NFKC), lower case, Latin, Greek and Cyrillic letters without
 * their accents, so that "Muller" finds "Müller". Marks of other scripts carry meaning and stay.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter]!)
    .replace(/\s+/g, ' ')
    .trim()
}

export interface SearchFacts {
  number: number
  givenName: string
  familyName: string
  preferredName?: string | null | undefined
  bornOn?: string | null | undefined
  contacts: readonly { kind: 'email' | 'phone'; value: string }[]
}

/** What the search looks through: names, number, addresses, the digits of phones and of the birth date. */
export function searchKeyOf(facts: SearchFacts): string {
  const contacts = facts.contacts.map(({ kind, value }) =>
    kind === 'phone' ? value.replace(/\D/g, '') || value : value,
  )
  const { givenName, familyName, preferredName, number, bornOn } = facts
  const parts = [givenName, familyName, preferredName ?? '', number, ...contacts, ...birthDigits(bornOn)]
  return foldText(parts.join(' '))
}

/** The day as people write it: 1979-02-28, 28.02.1979, 02/28/1979. */
function birthDigits(bornOn: string | null | undefined): string[] {
  const [year, month, day] = bornOn?.split('-') ?? []
  return year ? [`${year}${month}${day}`, `${day}${month}${year}`, `${month}${day}${year}`] : []
}

/** What lists are sorted by. */
export function lastKeyOf({ givenName, familyName }: { givenName: string; familyName: string }): string {
  return foldText(`${familyName} ${givenName}`)
}

/** The parts of what somebody typed, the longest first; a phone number in any writing is one part. */
export function searchPartsOf(typed: string): string[] {
  const folded = foldText(typed)
  if (/^[\d\s()+/.-]*\d[\d\s()+/.-]*$/.test(folded)) {
    const digits = folded.replace(/\D/g, '').replace(/^0+(?=\d)/, '')
    return [digits]
  }
  return folded
    .split(' ')
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .slice(0, 8)
}
