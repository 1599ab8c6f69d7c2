import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  CheckField,
  Dialog,
  EmptyState,
  Panel,
  Stack,
  Text,
  notify,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { RegionForm } from './RegionForm.tsx'
import classes from './places.module.css'

type Answer = Returns<'GET /locations/{id}/holidays'>
type Holiday = Answer['items'][number]

/** The public holidays of a location in the coming two years; ticked ones close it. */
export function Holidays({ locationId, name }: { locationId: string; name: string }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [choosing, setChoosing] = useState(false)
  const read = useApi('GET /locations/{id}/holidays', { id: locationId }, { live: ['location', 'practice'] })
  const change = can('settings.manage') && (
    <Button small icon="location" onClick={() => setChoosing(true)}>
      {t('hours.holidays.region')}
    </Button>
  )
  return (
    <Panel title={t('hours.holidays.title', { name })} actions={change}>
      <Await
        read={read}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            icon="calendar"
            title={t('hours.holidays.none')}
            text={t('hours.holidays.noneText')}
            action={change}
          />
        }
      >
        {(answer) => <HolidayList key={JSON.stringify(answer)} locationId={locationId} answer={answer} />}
      </Await>
      <Dialog open={choosing} onClose={() => setChoosing(false)} title={t('hours.holidays.region')}>
        {read.data && (
          <RegionForm locationId={locationId} region={read.data.region} onDone={() => setChoosing(false)} />
        )}
      </Dialog>
    </Panel>
  )
}

function HolidayList({ locationId, answer: { items } }: { locationId: string; answer: Answer }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const accept = useAct('POST /locations/{id}/holidays/acceptance')
  const offered = items.filter(({ state }) => state === 'new')
  const [chosen, setChosen] = useState<string[]>([])
  const usual = offered.filter(({ kind, partOfDay }) => kind === 'public' && !partOfDay)
  async function close(days: string[], again = false): Promise<void> {
    try {
      const { closed } = await accept.do({ id: locationId, days, again })
      notify.done(t('hours.holidays.closed', { count: closed.length }))
      setChosen([])
    } catch (error) {
      notify.problem(error)
    }
  }
  const years = [...new Set(items.map(({ day }) => day.slice(0, 4)))]
  return (
    <Stack>
      <Text tone="soft" size="small">
        {t('hours.holidays.about')}
      </Text>
      <div className={classes.years}>
        {years.map((year) => (
          <section key={year}>
            <h3>{year}</h3>
            {items
              .filter(({ day }) => day.startsWith(year))
              .map((holiday) => (
                <HolidayLine
                  key={holiday.day}
                  holiday={holiday}
                  mayChoose={can('settings.manage')}
                  chosen={chosen.includes(holiday.day)}
                  onChoose={(on) =>
                    setChosen(on ? [...chosen, holiday.day] : chosen.filter((day) => day !== holiday.day))
                  }
                  onAgain={() => close([holiday.day], true)}
                />
              ))}
          </section>
        ))}
      </div>
      {can('settings.manage') && offered.length > 0 && (
        <div className={classes.buttons}>
          {usual.length > 0 && (
            <Button
              kind={chosen.length === 0 ? 'main' : 'normal'}
              busy={accept.busy}
              onClick={() => close(usual.map(({ day }) => day))}
            >
              {t('hours.holidays.acceptAll', { count: usual.length })}
            </Button>
          )}
          {chosen.length > 0 && (
            <Button kind="main" busy={accept.busy} onClick={() => close(chosen)}>
              {t('hours.holidays.acceptChosen', { count: chosen.length })}
            </Button>
          )}
        </div>
      )}
      <Text tone="soft" size="small">
        {t('hours.holidays.source')}
      </Text>
    </Stack>
  )
}

interface HolidayLineProps {
  holiday: Holiday
  mayChoose: boolean
  chosen: boolean
  onChoose: (on: boolean) => void
  onAgain: () => void
}

function HolidayLine({ holiday, mayChoose, chosen, onChoose, onAgain }: HolidayLineProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { day, lastDay, name, kind, partOfDay, state } = holiday
  const about = [
    partOfDay && t('hours.holidays.partOfDay'),
    kind !== 'public' && t(`hours.holidays.kind.${kind}`),
  ].filter(Boolean)
  return (
    <div className={classes.holiday} data-state={state}>
      <span className={classes.holidayDay}>
        {format.day(day, 'weekday')}
        {lastDay !== day && ` – ${format.day(lastDay, 'weekday')}`}
      </span>
      <span>
        {state === 'new' && mayChoose ? <CheckField label={name} value={chosen} onChange={onChoose} /> : name}
        {about.length > 0 && <small>{about.join(' · ')}</small>}
      </span>
      {state === 'accepted' && (
        <Badge tone="good" icon="check">
          {t('hours.holidays.state.accepted')}
        </Badge>
      )}
      {state === 'closed_already' && <Badge icon="check">{t('hours.holidays.state.closed_already')}</Badge>}
      {state === 'removed' && (
        <span className={classes.removed}>
          <Badge icon="undo">{t('hours.holidays.state.removed')}</Badge>
          {mayChoose && (
            <Button small kind="quiet" onClick={onAgain}>
              {t('hours.holidays.again')}
            </Button>
          )}
        </span>
      )}
    </div>
  )
}
