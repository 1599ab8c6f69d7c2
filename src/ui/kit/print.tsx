import type { ReactNode } from 'react'
import classes from './kit.module.css'

/** Only on paper: day sheets, route slips (the calendar's grid itself is not printed). */
export function PrintOnly({ children }: { children: ReactNode }) {
  return <div className={classes.printOnly}>{children}</div>
}

/** Not on paper: filters, buttons. */
export function ScreenOnly({ children }: { children: ReactNode }) {
  return <div className={classes.screenOnly}>{children}</div>
}
