const LETTERS: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
}

/** What a public address may look like: the same rule as the constraint on practice.slug. */
export const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/

/** A name as it stands in addresses: 'Praxis Müller & Söhne' → 'praxis-mueller-soehne'. */
export function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[äöüßæøåłđ]/g, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  return plain || 'practice'
}
