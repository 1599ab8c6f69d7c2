import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, normalize, relative } from 'node:path'
import { projectRoot } from '../project-root.ts'

export interface PageParts {
  nonce: string
  isPublic: boolean
}

export interface Pages {
  /** The entry page with this answer's nonce in it; null when the web is not built. */
  page(parts: PageParts): string | null
  /** A built file (hashed name) or null. */
  asset(path: string): { bytes: Uint8Array<ArrayBuffer>; type: string; immutable: boolean } | null
}

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  txt: 'text/plain; charset=utf-8',
}

/** Pages of the public: no staff code is sent for them. */
const PUBLIC_PAGE =
  /^\/(arrive|book|card|consents|enquiry|estimate|forms|pay|visit|offer|replan|portal|checkin|embed)(\/|$)/

export function isPublicPage(path: string): boolean {
  return PUBLIC_PAGE.test(path)
}

/**
 * Serves dist/web: only what the build made, whatever a path says. All files (some megabytes) are read at the first
 * request that finds them and kept, so that a build which replaces them disturbs nobody who is being served.
 */
export function createPages(folder = join(projectRoot(), 'dist', 'web')): Pages {
  let files: Map<string, Uint8Array<ArrayBuffer>> | null = null
  const read = (path: string): Uint8Array<ArrayBuffer> | null => {
    if (!files?.size) files = filesBelow(folder)
    return files.get(normalize(path).replace(/^[/\\]+/, '')) ?? null
  }
  return {
    page({ nonce, isPublic }) {
      const bytes = read(isPublic ? 'public.html' : 'staff.html')
      return bytes && Buffer.from(bytes).toString('utf8').replaceAll('__NONCE__', nonce)
    },
    asset(path) {
      const extension = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? ''
      const type = TYPES[extension]
      const bytes = type && !path.includes('/.') ? read(path) : null
      return bytes && type ? { bytes, type, immutable: path.startsWith('/assets/') } : null
    },
  }
}

/** Every file below the folder by its path in it; none when there is no such folder yet. */
function filesBelow(folder: string): Map<string, Uint8Array<ArrayBuffer>> {
  if (!existsSync(folder)) return new Map()
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  )
  return new Map(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [relative(folder, path), new Uint8Array(readFileSync(path))]
    }),
  )
}
