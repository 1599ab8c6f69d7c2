import { useEffect } from 'react'

const KEY = 'atrium.kiosk'

interface Kiosk {
  /** Address of the check-in device's first page. */
  home: string
  idleSeconds: number
}

/** Remembers for this tab that it is a check-in device, so that every page leads back to its first one. */
export function beKiosk(kiosk: Kiosk): void {
  sessionStorage.setItem(KEY, JSON.stringify(kiosk))
}

/** The device this tab belongs to; nothing on somebody's own phone. */
export function kioskIfAny(): Kiosk | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kiosk | null
  } catch {
    return null
  }
}

const ARRIVE = 'atrium.arrive'

/** Where forms and consents lead back to while somebody checks in. */
export function checkInPathIfAny(): string | null {
  return sessionStorage.getItem(ARRIVE)
}

export function keepCheckInPath(path: string | null): void {
  if (path) sessionStorage.setItem(ARRIVE, path)
  else sessionStorage.removeItem(ARRIVE)
}

/** A device that nobody touches goes back to its first page, and nothing of the last person stays on it. */
export function useKioskReset(): void {
  useEffect(() => {
    const kiosk = kioskIfAny()
    if (!kiosk) return
    let timer = 0
    const touch = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => leaveKiosk(), kiosk.idleSeconds * 1000)
    }
    const signs = ['pointerdown', 'keydown', 'scroll'] as const
    for (const sign of signs) addEventListener(sign, touch, { passive: true })
    touch()
    return () => {
      clearTimeout(timer)
      for (const sign of signs) removeEventListener(sign, touch)
    }
  }, [])
}

export function leaveKiosk(): void {
  const kiosk = kioskIfAny()
  keepCheckInPath(null)
  if (kiosk) location.replace(kiosk.home)
}
