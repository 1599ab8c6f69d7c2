import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { notFound } from '../problem.ts'
import { memoryBytes } from './bytes.ts'
import { judge, limited } from './store.ts'
import type { Files, Scanner } from './store.ts'

/** Files that live as long as the process, with the same verdicts: for tests and the simulation. */
export function memoryFiles(scanner?: Scanner): Files {
  const kept = new Map<string, Uint8Array>()
  return {
    async put(content, wish) {
      const parts: Uint8Array[] = []
      for await (const part of limited(content, wish)) parts.push(part)
      const bytes = Buffer.concat(parts)
      const verdict = await judge(memoryBytes(bytes), wish, scanner)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      kept.set(sha256, bytes)
      return { sha256, size: bytes.length, ...verdict }
    },
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
  }
}
