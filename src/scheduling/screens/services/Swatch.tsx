import { useLayoutEffect, useRef } from 'react'
import classes from '../scheduling.module.css'

/** The colours a service can have. */
export const PALETTE = [
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'gray',
]

/** A dot in the colour of a service; its name stands beside it. */
export function Swatch({ color }: { color: string | null }) {
  const dot = useRef<HTMLSpanElement>(null)
  // Set by script, which the content policy allows; a style in the markup it would not.
  useLayoutEffect(() => {
    dot.current?.style.setProperty(
      'background',
      color?.startsWith('#') ? color : `var(--mantine-color-${color ?? 'gray'}-6, var(--at-line-strong))`,
    )
  }, [color])
  return <span ref={dot} className={classes.swatch} aria-hidden="true" />
}
