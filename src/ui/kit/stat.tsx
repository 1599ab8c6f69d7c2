import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import classes from './kit.module.css'
import { RouterLink } from './navigation.ts'

interface StatProps {
  label: string
  value: ReactNode
  /** What it is compared with, or what it means. */
  about?: ReactNode
  icon?: IconName
  tone?: 'calm' | 'good' | 'warn' | 'bad' | 'accent'
  to?: string
}

/** One figure with its name. */
export function Stat({ label, value, about, icon, tone = 'calm', to }: StatProps) {
  const inside = (
    <>
      <span className={classes.statLabel}>
        {icon && <Icon name={icon} size={15} />}
        {label}
      </span>
      <span className={classes.statValue}>{value}</span>
      {about && <span className={classes.statAbout}>{about}</span>}
    </>
  )
  if (to) {
    return (
      <RouterLink to={to} className={`${classes.stat} ${classes.statLink}`}>
        {inside}
      </RouterLink>
    )
  }
  return (
    <div className={classes.stat} data-tone={tone}>
      {inside}
    </div>
  )
}
