import { useApi } from '../../../ui/api/index.ts'
import { Button, Row, Text, useFormat, useWords } from '../../../ui/kit/index.ts'
import { useClock } from '../use-clock.ts'
import { todayIn, wallOf } from '../zone.ts'
import { askOf } from './calendar-address.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import classes from './calendar.module.css'
import { gapAt } from './gap.ts'

interface FreeNowProps {
  zone: string
  locationId: string | null
  people: CalendarAnswer['practitioners']
  onBook: (wish: { at: string; practitionerId: string }) => void
}

const STEP_MS = 300_000

/** Who works and has nobody just now, and until when: for somebody who stands at the desk. */
export function FreeNow({ zone, locationId, people, onBook }: FreeNowProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  // Whole five minutes, as visits begin.
  const at = new Date(Math.ceil(useClock() / STEP_MS) * STEP_MS).toISOString()
  const today = todayIn(zone)
  const read = useApi('GET /calendar', askOf([today], { zone, by: 'practitioner', states: '' }), {
    live: ['appointment'],
  })
  if (!read.data) return null
  const answer = read.data
  const free = people.flatMap(({ id, name }) => {
    const gap = gapAt(answer, { at, practitionerId: id, zone })
    return gap && (locationId === null || gap.locationId === locationId) ? [{ id, name, gap }] : []
  })
  return (
    <section className={classes.freeNow} aria-label={t('cal.freeNow.title')}>
      <h3>{t('cal.freeNow.title')}</h3>
      {free.length === 0 && <Text tone="soft">{t('cal.freeNow.nobody')}</Text>}
      <Row>
        {free.map(({ id, name, gap }) => (
          <Button key={id} small onClick={() => onBook({ at: wallOf(at, zone), practitionerId: id })}>
            {t('cal.freeNow.until', { name, time: format.wallTime(wallOf(gap.endsAt, zone)) })}
          </Button>
        ))}
      </Row>
    </section>
  )
}
