import type { Context } from './context.ts'

const readings = new WeakMap<Context, Map<string, Promise<unknown>>>()

/**
 * What a transaction asks again and again and nobody else changes meanwhile (the practice's settings and wordings) is
 * read once in it. Whoever changes it in the same transaction calls `readAgain` with the same key.
 */
export function readOnce<T>(ctx: Context, key: string, read: () => Promise<T>): Promise<T> {
  const known = readings.get(ctx) ?? new Map<string, Promise<unknown>>()
  readings.set(ctx, known)
  if (!known.has(key)) known.set(key, read())
  return known.get(key) as Promise<T>
}

/** What was read by `readOnce` has changed. */
export function readAgain(ctx: Context, key: string): void {
  readings.get(ctx)?.delete(key)
}
