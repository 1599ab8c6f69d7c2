import type { FileHandle } from 'node:fs/promises'

/** Content that is at rest and can be looked at anywhere; a read beyond the end answers fewer bytes. */
export interface Bytes {
  size: number
  read(offset: number, length: number): Promise<Uint8Array>
}

/** Content in memory. */
export function memoryBytes(bytes: Uint8Array): Bytes {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }
}

/** Content of an open file, read in windows of 64 kB, so that walking through small blocks stays cheap. */
export function fileBytes(file: FileHandle, size: number): Bytes {
  const window = 65_536
  let start = -1
  let kept: Uint8Array = new Uint8Array(0)
  async function load(offset: number, length: number): Promise<Uint8Array> {
    const buffer = Buffer.alloc(Math.min(length, Math.max(0, size - offset)))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset)
    return buffer.subarray(0, bytesRead)
  }
  return {
    size,
    async read(offset, length) {
      if (length > window) return load(offset, length)
      if (start < 0 || offset < start || offset + length > start + window) {
        start = offset
        kept = await load(offset, window)
      }
      return kept.subarray(offset - start, offset - start + length)
    },
  }
}

/** Bytes as Latin-1 text, in which every byte is one character. */
export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
