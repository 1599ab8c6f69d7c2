import { Panel, useFormat, useWords } from '../../ui/kit/index.ts'
import type { Dashboard } from './DashboardScreen.tsx'
import { FigureLink } from './FigureLink.tsx'
import classes from './dashboard.module.css'

/** Enquiries by stage. */
export function Pipeline({ now: { work } }: { now: Dashboard }) {
  const { t } = useWords('insight')
  const format = useFormat()
  if (!work.pipeline) return null
  const most = Math.max(...work.pipeline.map((each) => each.count), 1)
  return (
    <Panel title={t('pipeline.title')} flush>
      <ul className={classes.lines}>
        {work.pipeline.map(({ stage, count }) => (
          <li key={stage} data-none={count === 0 || undefined}>
            <FigureLink to="/leads" define={t(`pipeline.define.${stage}`)}>
              <span className={classes.lineText}>{t(`pipeline.${stage}`)}</span>
              <svg
                className={classes.bar}
                viewBox="0 0 100 8"
                preserveAspectRatio="none"
                aria-hidden
                focusable={false}
              >
                <rect width={(100 * count) / most} height="8" rx="2" />
              </svg>
              <strong>{format.number(count)}</strong>
            </FigureLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
