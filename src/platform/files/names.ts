// Control characters, marks that change the direction of writing, and marks that cannot be seen.
// oxlint-disable-next-line no-control-regex
const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** The extension in small letters without its dot; '' if there is none. */
export function extensionOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/**
 * A name to show and to offer for saving: no folder, no control or invisible character, no reserved word, at most
 * 120 characters, with the extension of what the file is. Files are never kept under it: they are kept by content.
 */
export function cleanName(name: string, extensions: readonly string[]): string {
  const own = extensionOf(name)
  const extension = extensions.includes(own) ? own : (extensions[0] ?? 'bin')
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const visible = last.replace(invisible, '').toWellFormed()
  const stem = extensions.includes(extensionOf(visible))
    ? visible.slice(0, visible.lastIndexOf('.'))
    : visible
  const plain = stem
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const short = [...plain].slice(0, 110).join('').trim()
  const safe = short === '' || reservedOnWindows.test(short) ? `file${short && `-${short}`}` : short
  return `${safe}.${extension}`
}
