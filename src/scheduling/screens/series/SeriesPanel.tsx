import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import { Button, Icon, Row, Text, useCan, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'
import { UndoLast } from '../UndoLast.tsx'
import { ChangeSeriesDialog } from './ChangeSeriesDialog.tsx'

type Series = Returns<'GET /series/{id}'>

/** "Part of a series: 3 of 12", with what can be done with the rest of it. */
export function SeriesPanel({ visit }: { visit: Appointment }) {
  const read = useApi(
    'GET /series/{id}',
    { id: visit.seriesId ?? '' },
    { when: visit.seriesId !== null, live: ['appointment'] },
  )
  if (!visit.seriesId || !read.data) return null
  return <InSeries visit={visit} series={read.data} />
}

function InSeries({ visit, series }: { visit: Appointment; series: Series }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [asked, setAsked] = useState<'change' | 'cancel' | null>(null)
  const alive = series.visits.filter(({ state, id }) => state !== 'cancelled' || id === visit.id)
  const nth = alive.findIndex(({ id }) => id === visit.id) + 1
  const { lastChange } = series
  return (
    <section className={classes.lines} aria-label={t('series.title')}>
      <h4>
        <Icon name="list" size={15} />
        {t('series.partOf', { nth, count: alive.length })}
      </h4>
      <Row gap="tight">
        {series.ahead > 0 && can('appointments.move') && (
          <Button small icon="clock" onClick={() => setAsked('change')}>
            {t('series.change')}
          </Button>
        )}
        {series.ahead > 0 && can('appointments.cancel') && (
          <Button small icon="close" onClick={() => setAsked('cancel')}>
            {t('series.cancel')}
          </Button>
        )}
        <UndoLast of="series" id={series.id} lastChange={lastChange} />
      </Row>
      <Text tone="soft" size="small">
        {t('series.aheadCount', { count: series.ahead })}
      </Text>
      {asked && <ChangeSeriesDialog act={asked} visit={visit} onClose={() => setAsked(null)} />}
    </section>
  )
}
