import { Icon, Panel, useFormat, useWords, type IconName } from '../../ui/kit/index.ts'
import type { Dashboard } from './DashboardScreen.tsx'
import { FigureLink, type Target } from './FigureLink.tsx'
import classes from './dashboard.module.css'

type Key =
  'formsOpen' | 'messagesFailed' | 'callsToMake' | 'recallsOverdue' | 'notesUnsigned' | 'chargesMissing'

const LINES: (Target & { key: Key; icon: IconName })[] = [
  { key: 'formsOpen', icon: 'form', to: '/today' },
  { key: 'callsToMake', icon: 'call', to: '/messages', search: { view: 'calls' } },
  { key: 'messagesFailed', icon: 'mail', to: '/messages', search: { view: 'failed' } },
  { key: 'recallsOverdue', icon: 'history', to: '/recalls' },
  { key: 'notesUnsigned', icon: 'note', to: '/today' },
  { key: 'chargesMissing', icon: 'receipt', to: '/billing', search: { tab: 'unbilled' } },
]

/** What waits for somebody, the quiet lines included: nothing is nothing to look for. */
export function ToDo({ now: { work, currency } }: { now: Dashboard }) {
  const { t } = useWords('insight')
  const format = useFormat()
  const shown = LINES.flatMap((line) => {
    const count = work[line.key]
    return count === null ? [] : [{ ...line, count }]
  })
  return (
    <Panel title={t('todo.title')} flush>
      <ul className={classes.lines}>
        {shown.map(({ key, icon, count, ...link }) => (
          <li key={key} data-none={count === 0 || undefined}>
            <FigureLink {...link} define={t(`todo.define.${key}`)}>
              <Icon name={count === 0 ? 'check' : icon} size={16} />
              <span className={classes.lineText}>
                {t(`todo.${key}`)}
                {key === 'chargesMissing' && count > 0 && work.chargesMissingMinor !== null && (
                  <span className={classes.beside}>{format.money(work.chargesMissingMinor, currency)}</span>
                )}
              </span>
              <strong>{format.number(count)}</strong>
            </FigureLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
