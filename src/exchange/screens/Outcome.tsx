import { Columns, Panel, Stack, Stat, Text, useFormat, useWords } from '../../ui/kit/index.ts'
import type { Batch } from './ImportScreen.tsx'
import classes from './exchange.module.css'

const SUMS = ['added', 'known', 'repeated', 'skipped', 'refused', 'odd'] as const

/** What became of the rows (or would), and how far it is. */
export function Outcome({ batch }: { batch: Batch }) {
  const { t } = useWords('exchange')
  const format = useFormat()
  const { counts, state } = batch
  const isMoving = state === 'running' || state === 'checking'
  const isTrial = state === 'checking' || state === 'checked'
  return (
    <Panel
      title={isTrial ? t('outcome.trial') : state === 'undone' ? t('outcome.undone') : t('outcome.title')}
    >
      <Stack gap="tight">
        <Text tone="soft">
          {t('outcome.rows', { count: counts.rows, shown: format.number(counts.rows) })}
        </Text>
        {isMoving && (
          <div role="status" className={classes.moving}>
            <progress aria-label={t(`states.${state}`)} />
            {t('outcome.moving')}
          </div>
        )}
        <Columns of={6}>
          {SUMS.map((key) => (
            <Stat
              key={key}
              label={t(`counts.${key}`)}
              value={format.number(counts[key])}
              about={t(`counts.about.${key}`)}
              tone={
                key === 'refused' && counts.refused > 0
                  ? 'bad'
                  : key === 'odd' && counts.odd > 0
                    ? 'warn'
                    : key === 'added'
                      ? 'accent'
                      : 'calm'
              }
            />
          ))}
        </Columns>
        <Text tone="soft">
          {t('outcome.made', {
            newClients: format.number(counts.clients),
            services: format.number(counts.services),
            newPractitioners: format.number(counts.practitioners),
            locations: format.number(counts.locations),
          })}
        </Text>
      </Stack>
      <Reasons title={t('counts.refused')} by={counts.refusedBy} />
      <Reasons title={t('counts.odd')} by={counts.oddBy} />
      <Reasons title={t('counts.skipped')} by={counts.skippedBy} />
    </Panel>
  )
}

function Reasons({ title, by }: { title: string; by: Record<string, number> }) {
  const { t } = useWords('exchange')
  const format = useFormat()
  const entries = Object.entries(by).toSorted((a, b) => b[1] - a[1])
  if (entries.length === 0) return null
  return (
    <p className={classes.reasons}>
      <strong>{title}:</strong>{' '}
      {entries
        .map(
          ([code, count]) =>
            `${t(`reason.${code}`, { defaultValue: code.replaceAll('_', ' ') })} ${format.number(count)}`,
        )
        .join(' · ')}
    </p>
  )
}
