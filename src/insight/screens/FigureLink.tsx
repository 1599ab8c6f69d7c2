import { useId, type MouseEvent, type ReactNode } from 'react'
import { useGo } from '../../ui/kit/index.ts'
import classes from './dashboard.module.css'

export interface Target {
  to: string
  search?: Record<string, string>
}

interface FigureLinkProps extends Target {
  /** What the figure counts, in words: shown while the pointer or the focus is on it. */
  define: string
  className?: string | undefined
  tone?: string | undefined
  children: ReactNode
}

/** A figure that opens to its rows and says what it means. */
export function FigureLink({ to, search, define, className, tone, children }: FigureLinkProps) {
  const go = useGo()
  const id = useId()
  const query = new URLSearchParams(search).toString()
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go(to, search)
  }
  return (
    <div className={`${classes.figure} ${className ?? ''}`} data-tone={tone}>
      <a
        className={classes.figureLink}
        href={query ? `${to}?${query}` : to}
        onClick={open}
        aria-describedby={id}
      >
        {children}
      </a>
      <span role="tooltip" id={id} className={classes.define}>
        {define}
      </span>
    </div>
  )
}
