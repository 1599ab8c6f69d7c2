const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/**
 * Whoever bears the name that was typed comes before those who are found by an address or number they share with them:
 * a mother's e-mail must not put her son first.
 */
export function rankFound<T extends { name: string }>(found: T[], asked: string): T[] {
  const words = plain(asked).split(/\s+/).filter(Boolean)
  const fits = ({ name }: T) => {
    const parts = plain(name).split(/[\s-]+/)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
  return [...found.filter(fits), ...found.filter((one) => !fits(one))]
}
