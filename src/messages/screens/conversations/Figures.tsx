import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { Await, Columns, Stat, useFormat, useWords } from '../../../ui/kit/index.ts'

const DAY_MS = 86_400_000

/** How long clients wait for an answer. */
export function Figures() {
  const { t } = useWords('messages')
  const format = useFormat()
  const [now] = useState(() => Date.now())
  const read = useApi(
    'GET /conversations/figures',
    { from: new Date(now - 30 * DAY_MS).toISOString(), to: new Date(now + DAY_MS).toISOString() },
    { live: ['conversation'] },
  )
  const share = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`)
  return (
    <Await read={read}>
      {(figures) => (
        <Columns of={4}>
          <Stat
            label={t('inbox.median')}
            icon="clock"
            value={figures.medianMinutes === null ? '–' : minutesText(figures.medianMinutes)}
            about={t('inbox.last30', { count: figures.answers })}
          />
          <Stat
            label={t('inbox.withinHour')}
            icon="done"
            value={share(figures.withinHour, figures.answers)}
            about={t('inbox.ofAnswers')}
          />
          <Stat
            label={t('inbox.withinDay')}
            icon="calendar"
            value={share(figures.withinDay, figures.answers)}
            about={t('inbox.ofAnswers')}
          />
          <Stat
            label={t('inbox.unanswered')}
            icon="alert"
            tone={figures.unanswered > 0 ? 'bad' : 'calm'}
            value={figures.unanswered}
            about={
              figures.oldestAskedAt
                ? t('inbox.oldest', { when: format.when(figures.oldestAskedAt) })
                : undefined
            }
          />
        </Columns>
      )}
    </Await>
  )
}

function minutesText(minutes: number): string {
  if (minutes < 90) return `${Math.round(minutes)} min`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`
}
