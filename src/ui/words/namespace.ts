/** The namespace of a words file: its slice (`../../scheduling/words.en.json` → scheduling), else `ui`. */
export function namespaceOf(path: string): string {
  const folder = path.split('/').at(-2)
  return !folder || folder === '..' || folder === '.' ? 'ui' : folder
}
