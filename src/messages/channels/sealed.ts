import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Context } from '../../platform/operation/context.ts'

/** A gateway's password as it is kept: AES-256-GCM with a key made of the installation's secret, bound to the practice. */
export function seal(ctx: Context, plain: string): string {
  const nonce = Buffer.from(ctx.services.random.bytes(12))
  const cipher = createCipheriv('aes-256-gcm', keyOf(ctx), nonce)
  cipher.setAAD(Buffer.from(ctx.practiceId))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was sealed; null when the installation's secret has changed since, so that it has to be typed again. */
export function unseal(ctx: Context, sealed: string | null): string | null {
  if (!sealed) return null
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(ctx), bytes.subarray(0, 12))
    decipher.setAAD(Buffer.from(ctx.practiceId))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

function keyOf({ services }: Context): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', services.settings.secret, '', 'messages.gateway', 32))
}
