const HOLD_MS = 10 * 60_000

/** The end of a hold as this device's clock shows it: many phones are minutes wrong, the ten minutes are the same. */
export function onThisClock(heldUntil: string, now = Date.now()): string {
  const isWrong = Math.abs(Date.parse(heldUntil) - now - HOLD_MS) > 30_000
  return isWrong ? new Date(now + HOLD_MS).toISOString() : heldUntil
}
