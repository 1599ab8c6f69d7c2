import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Context } from './operation/context.ts'

/**
 * A gateway's password as it is kept: AES-256-GCM with a key made of the installation's secret, bound to the practice.
 * The text says its own version.
 */
export function sealText(ctx: Context, text: string): string {
  const nonce = Buffer.from(ctx.services.random.bytes(12))
  const cipher = createCipheriv('aes-256-gcm', keyOf(ctx), nonce)
  cipher.setAAD(Buffer.from(ctx.practiceId))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
}

/** The text again; null when it was sealed with another secret or for another practice, or has been changed. */
export function unsealText(ctx: Context, sealed: string): string | null {
  try {
    const bytes = Buffer.from(sealed.replace(/^1\./, ''), 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', keyOf(ctx), bytes.subarray(0, 12))
    decipher.setAAD(Buffer.from(ctx.practiceId))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

function keyOf({ services }: Context): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', services.settings.secret, 'atrium', 'sealed texts', 32))
}
