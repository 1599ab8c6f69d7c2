import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { notFound } from '../problem.ts'
import { memoryBytes } from './bytes.ts'
import { infected, judge, limited, scanState } from './store.ts'
import type { Content, Files, FileWish, Scanner, StoredFile } from './store.ts'

/** Files that live as long as the process, with the same verdicts: for tests and the simulation. */
export function memoryFiles(scanner?: Scanner): Files {
  const kept = new Map<string, Uint8Array>()
  const aside = new Set<string>()
  async function receive(content: Content, wish: FileWish, isKept: boolean): Promise<StoredFile> {
    const parts: Uint8Array[] = []
    for await (const part of limited(content, wish)) parts.push(part)
    const bytes = Buffer.concat(parts)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (aside.has(sha256)) throw infected()
    const verdict = await judge(memoryBytes(bytes), wish, scanner)
    if (isKept) kept.set(sha256, bytes)
    return { sha256, size: bytes.length, ...verdict }
  }
  return {
    canScan: scanner !== undefined,
    put: (content, wish) => receive(content, wish, true),
    check: (content, wish) => receive(content, wish, false),
    async get(sha256) {
      const bytes = kept.get(sha256)
      if (!bytes) throw notFound('The file')
      return Readable.from([bytes])
    },
    async head(sha256) {
      const bytes = kept.get(sha256)
      return bytes ? { size: bytes.length } : null
    },
    async delete(sha256) {
      kept.delete(sha256)
    },
    async look(sha256) {
      const bytes = kept.get(sha256)
      if (aside.has(sha256)) return { scan: 'infected', finding: null }
      return bytes ? scanState(memoryBytes(bytes), scanner) : { scan: 'failed', finding: null }
    },
    async quarantine(sha256) {
      if (kept.delete(sha256)) aside.add(sha256)
    },
  }
}
