import type { Returns } from '../../../ui/api/index.ts'
import { Button, DayField, IconButton, Row, SelectField, useFormat, useWords } from '../../../ui/kit/index.ts'
import { addDays } from '../zone.ts'
import classes from './sessions.module.css'

/** All that the address of the list of groups says. */
export const sessionsUrl = { from: '', session: '', new: '', cancelled: '', service: '', practitioner: '' }

const PAGE = 28

interface SpanOfWeeksProps {
  from: string
  last: string
  today: string
  onFrom: (day: string) => void
}

/** The four weeks that are listed: on, back, today, or from any day. */
export function SpanOfWeeks({ from, last, today, onFrom }: SpanOfWeeksProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <Row gap="tight" align="center">
      <Button onClick={() => onFrom(today)} disabled={from === today}>
        {t('today')}
      </Button>
      <IconButton
        icon="previous"
        label={t('sessions.earlier')}
        onClick={() => onFrom(addDays(from, -PAGE))}
      />
      <IconButton icon="next" label={t('sessions.later')} onClick={() => onFrom(addDays(from, PAGE))} />
      <span className={classes.from}>
        <DayField
          label={t('sessions.from')}
          hideLabel
          value={from}
          onChange={(day: string | null) => day && onFrom(day)}
        />
      </span>
      <span className={classes.span}>– {format.day(last)}</span>
    </Row>
  )
}

interface SessionFiltersProps {
  url: typeof sessionsUrl
  setUrl: (change: Partial<typeof sessionsUrl>) => void
  groups: readonly Returns<'GET /services'>['items'][number][]
}

/** Only one class, only one practitioner; the place is chosen in the header. */
export function SessionFilters({ url, setUrl, groups }: SessionFiltersProps) {
  const { t } = useWords('scheduling')
  const people = new Map(groups.flatMap((one) => one.practitioners.map(({ id, name }) => [id, name])))
  return (
    <>
      <SelectField
        label={t('service')}
        hideLabel
        clearable
        placeholder={t('sessions.anyService')}
        choices={groups.map((one) => ({ value: one.id, label: one.name }))}
        value={url.service}
        onChange={(id: string | null) => setUrl({ service: id ?? '' })}
      />
      <SelectField
        label={t('practitionerWord')}
        hideLabel
        clearable
        placeholder={t('sessions.anybody')}
        choices={[...people].map(([value, label]) => ({ value, label }))}
        value={url.practitioner}
        onChange={(id: string | null) => setUrl({ practitioner: id ?? '' })}
      />
    </>
  )
}
