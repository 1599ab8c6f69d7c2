import { EmptyState, Icon, Panel, useCan, useFormat, useWords, type IconName } from '../../ui/kit/index.ts'
import type { Dashboard } from './DashboardScreen.tsx'
import { FigureLink } from './FigureLink.tsx'
import classes from './dashboard.module.css'

const STAGES = [
  { key: 'expected', icon: 'open' },
  { key: 'waiting', icon: 'waiting' },
  { key: 'inRoom', icon: 'room' },
  { key: 'done', icon: 'done' },
  { key: 'noShow', icon: 'noShow' },
] as const satisfies { key: string; icon: IconName }[]

/** Today's visits on their way through the house. */
export function FlowStrip({ now: { flow } }: { now: Dashboard }) {
  const { t } = useWords('insight')
  if (flow.visits === 0) return <NoVisits latestDay={flow.latestDay} />
  const beside: Partial<Record<(typeof STAGES)[number]['key'], string | null>> = {
    expected: flow.late > 0 ? t('flow.late', { count: flow.late }) : null,
    waiting: flow.longestWaitMinutes === null ? null : t('flow.longest', { count: flow.longestWaitMinutes }),
    done: flow.meanWaitMinutes === null ? null : t('flow.meanWait', { count: flow.meanWaitMinutes }),
    noShow: flow.cancelled > 0 ? t('flow.cancelled', { count: flow.cancelled }) : null,
  }
  return (
    <Panel title={t('flow.title', { count: flow.visits })} flush>
      <ol className={classes.flow}>
        {STAGES.map(({ key, icon }) => (
          <li key={key} data-stage={key} data-none={flow[key] === 0 || undefined}>
            <FigureLink to="/today" define={t(`flow.define.${key}`)}>
              <span className={classes.stage}>
                <Icon name={icon} size={16} />
                {t(`flow.${key}`)}
              </span>
              <span className={classes.big}>{flow[key]}</span>
              <span className={classes.beside}>{beside[key] ?? '\u00a0'}</span>
            </FigureLink>
            <span className={classes.share} aria-hidden>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none">
                <rect width={(100 * flow[key]) / flow.visits} height="4" />
              </svg>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** A practice whose history was imported has figures, too: they are said where they stand. */
function NoVisits({ latestDay }: { latestDay: string | null }) {
  const { t } = useWords('insight')
  const format = useFormat()
  const can = useCan()
  const text = latestDay ? t('flow.latest', { day: format.day(latestDay, 'long') }) : t('flow.noneYet')
  return (
    <Panel title={t('flow.title', { count: 0 })}>
      <EmptyState
        icon="calendar"
        title={t('flow.none')}
        text={text}
        action={
          latestDay ? (
            <FigureLink
              to="/measures"
              search={{ name: 'visits', by: 'week' }}
              define={t('flow.seeMeasures')}
              className={classes.inline}
            >
              {t('flow.seeMeasures')}
            </FigureLink>
          ) : can('import.run') ? (
            <FigureLink to="/imports" define={t('flow.importText')} className={classes.inline}>
              {t('flow.import')}
            </FigureLink>
          ) : undefined
        }
      />
    </Panel>
  )
}
