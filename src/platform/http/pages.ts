import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
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
const PUBLIC_PAGE = /^\/(book|enquiry|forms|pay|visit|portal|checkin|embed)(\/|$)/

export function isPublicPage(path: string): boolean {
  return PUBLIC_PAGE.test(path)
}

/** Serves dist/web. Files are read once; only what the build made can be read, whatever the path says. */
export function createPages(folder = join(projectRoot(), 'dist', 'web')): Pages {
  const cache = new Map<string, Uint8Array<ArrayBuffer>>()
  const read = (path: string): Uint8Array<ArrayBuffer> | null => {
    const full = normalize(join(folder, path))
    if (!full.startsWith(folder + sep)) return null
    const known = cache.get(full)
    if (known) return known
    if (!existsSync(full) || !statSync(full).isFile()) return null
    const bytes = new Uint8Array(readFileSync(full))
    cache.set(full, bytes)
    return bytes
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
