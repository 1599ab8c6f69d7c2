import { useMemo } from 'react'
import { qrPath } from '../qr/qr-path.ts'
import classes from './kit.module.css'

/** A text to scan. Dark on light in every look: scanners need it. */
export function QrCode({ text, label, large }: { text: string; label: string; large?: boolean }) {
  const { path, size } = useMemo(() => qrPath(text), [text])
  return (
    <svg
      className={large ? `${classes.qr} ${classes.qrLarge}` : classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
