import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { S3mini } from 's3mini'
import { problem } from '../problem.ts'
import { filesOn } from './shelf.ts'
import type { Shelf } from './shelf.ts'
import type { Files, Scanner } from './store.ts'

/** A bucket of any store that speaks S3. */
export interface Bucket {
  /** Address of the store without the bucket, such as https://s3.eu-central-1.amazonaws.com. */
  endpoint: string
  name: string
  /** '' or a folder that ends with a slash. */
  prefix: string
  region: string
  accessKey: string
  secretKey: string
}

export interface BucketParts {
  /** Folder on this machine for what still arrives. */
  incoming: string
  scanner?: Scanner | undefined
  timeoutMs?: number
}

/** Files in a bucket, under the same names as in the folder: ab/cd/<sha256>, and quarantine/<sha256>. */
export function createBucketFiles(bucket: Bucket, { incoming, scanner, timeoutMs }: BucketParts): Files {
  return filesOn({ shelf: bucketShelf(bucket, timeoutMs), incoming, scanner })
}

/** The shelf alone: a restore puts files back without looking at them again. */
export function bucketShelf(bucket: Bucket, timeoutMs = 30_000): Shelf {
  const { prefix } = bucket
  const store = new S3mini({
    accessKeyId: bucket.accessKey,
    secretAccessKey: bucket.secretKey,
    endpoint: `${bucket.endpoint}/${bucket.name}`,
    region: bucket.region,
    requestAbortTimeout: timeoutMs,
  })
  const keyOf = (sha256: string) => `${prefix}${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
  const asideOf = (sha256: string) => `${prefix}quarantine/${sha256}`
  const has = async (key: string) => (await reach(() => store.objectExists(key))) === true
  const read = async (key: string) => {
    const content = await reach(() => store.getObjectArrayBuffer(key))
    return content === null ? null : Buffer.from(content)
  }
  const write = async (key: string, content: Buffer) => {
    await reach(() =>
      store.putObject(key, content, 'application/octet-stream', undefined, undefined, content.length),
    )
    // A proxy may have cut it: nobody is told that a file is kept before the store says how long it is.
    const size = await reach(() => store.getContentLength(key))
    if (size !== content.length) throw unreachable(new Error(`It holds ${size} of ${content.length} bytes.`))
  }
  return {
    save: async (path, sha256) => write(keyOf(sha256), await readFile(path)),
    async open(sha256) {
      const content = await read(keyOf(sha256))
      return content && Readable.from([content])
    },
    size: async (sha256) =>
      (await has(keyOf(sha256))) ? reach(() => store.getContentLength(keyOf(sha256))) : null,
    remove: async (sha256) => void (await reach(() => store.deleteObject(keyOf(sha256)))),
    async setAside(sha256) {
      const content = await read(keyOf(sha256))
      if (!content) return
      await write(asideOf(sha256), content)
      await reach(() => store.deleteObject(keyOf(sha256)))
    },
    isSetAside: (sha256) => has(asideOf(sha256)),
  }
}

async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw unreachable(error as Error)
  }
}

function unreachable(cause: Error) {
  const refusal = problem(
    503,
    'unavailable',
    'The place where files are kept does not answer. Please try again in a few minutes.',
  )
  refusal.cause = cause
  return refusal
}
