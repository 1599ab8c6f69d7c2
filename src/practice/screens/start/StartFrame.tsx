import type { ReactNode } from 'react'
import { Panel } from '../../../ui/kit/index.ts'
import classes from '../practice.module.css'

/** The page before there is anybody to sign in as. */
export function StartFrame({
  title,
  about,
  children,
}: {
  title: string
  about: string
  children: ReactNode
}) {
  return (
    <main id="main" className={classes.start}>
      <title>{`${title} · Atrium`}</title>
      <div className={classes.startCard}>
        <div className={classes.startHead}>
          <img src="/atrium.svg" alt="" width={44} height={44} />
          <div>
            <h1>{title}</h1>
            <p>{about}</p>
          </div>
        </div>
        <Panel>{children}</Panel>
      </div>
    </main>
  )
}
