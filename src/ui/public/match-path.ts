/** `/book/:practice` against `/book/willow-lane`; `:name?` may be missing. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean)
  const given = path.split('/').filter(Boolean)
  if (given.length > wanted.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index]
    if (!part.startsWith(':')) {
      if (part !== value) return null
      continue
    }
    if (value === undefined) {
      if (!part.endsWith('?')) return null
      continue
    }
    try {
      params[part.slice(1).replace('?', '')] = decodeURIComponent(value)
    } catch {
      return null
    }
  }
  return params
}
