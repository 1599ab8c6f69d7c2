import { useEffect, useState, type ReactNode } from 'react'
import { announce, Icon, useWords } from '../../../ui/public/index.ts'
import type { Hold } from './offer.ts'

/** Seconds until then, counted down; never below zero. */
export function useSecondsLeft(until: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
}

interface HoldNoticeProps {
  hold: Hold
  /** Asks for ten more minutes; offered when few are left and when they are over. */
  onMore?: (() => unknown) | undefined
  busy?: boolean
  children?: ReactNode
}

/** How long the chosen time is kept; when it is over, the ways back. What was typed stays. */
export function HoldNotice({ hold, onMore, busy, children }: HoldNoticeProps) {
  const { t } = useWords('scheduling')
  const seconds = useSecondsLeft(hold.heldUntil)
  const minutes = Math.ceil(seconds / 60)
  useEffect(() => {
    // Not every second: when it begins to matter.
    if (seconds === 300 || seconds === 120 || seconds === 60) announce(t('hold.left', { count: minutes }))
  }, [seconds])
  if (seconds === 0) {
    return (
      <div className="notice" data-tone="warn" role="alert">
        <strong>{t('hold.over')}</strong>
        <span>{t('hold.overText')}</span>
        <div className="row">
          {onMore && (
            <button type="button" className="button main" disabled={busy} onClick={() => void onMore()}>
              {t('hold.again')}
            </button>
          )}
          {children}
        </div>
      </div>
    )
  }
  return (
    <div className="notice hold" data-tone={seconds <= 120 ? 'warn' : 'info'}>
      <span className="holdLine">
        <Icon of="clock" />
        <span>{t('hold.kept')}</span>
        <span className="countdown" role="timer" aria-label={t('hold.left', { count: minutes })}>
          {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
        </span>
      </span>
      {onMore && seconds <= 120 && (
        <button type="button" className="button" disabled={busy} onClick={() => void onMore()}>
          {t('hold.more')}
        </button>
      )}
      {!onMore && children}
    </div>
  )
}
