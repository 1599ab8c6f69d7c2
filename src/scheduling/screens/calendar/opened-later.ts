import { lazy, useEffect, useState } from 'react'

const loads = {
  booking: () => import('../booking/BookingDialog.tsx'),
  visit: () => import('../visit/VisitDrawer.tsx'),
  overlays: () => import('./CalendarOverlays.tsx'),
  sheets: () => import('./Sheets.tsx'),
}

// None of these is needed to draw the visits.
export const BookingDialog = lazy(async () => ({ default: (await loads.booking()).BookingDialog }))
export const VisitDrawer = lazy(async () => ({ default: (await loads.visit()).VisitDrawer }))
export const CalendarOverlays = lazy(async () => ({ default: (await loads.overlays()).CalendarOverlays }))
export const Sheets = lazy(async () => ({ default: (await loads.sheets()).Sheets }))

/** True once the calendar is drawn and the browser is idle; by then dialogs are loaded, so that a key opens them at once. */
export function useSettled(isDrawn: boolean): boolean {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    if (!isDrawn || isSettled) return
    const settle = () => {
      for (const load of Object.values(loads)) void load()
      setSettled(true)
    }
    // Safari knows no idle callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(settle, 300)
      return () => clearTimeout(timer)
    }
    const asked = requestIdleCallback(settle, { timeout: 2_000 })
    return () => cancelIdleCallback(asked)
  }, [isDrawn, isSettled])
  return isSettled
}

/** True from the first time on: what has been open stays, so that it can close softly. */
export function useOnceOpened(isOpen: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  return isOpen || wasOpen
}
