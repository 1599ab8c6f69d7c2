import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  EmptyState,
  Form,
  Notice,
  NumberField,
  Panel,
  SelectField,
  Stack,
  Text,
  Toolbar,
  notify,
  useCan,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { BookBesideDialog } from './BookBesideDialog.tsx'
import type { OverbookingSlot } from './BookBesideDialog.tsx'
import classes from './noshow.module.css'

type Overbooking = Returns<'GET /overbooking'>

/** Where somebody may be booked beside a visit that will probably not take place; off until somebody sets a limit. */
export function OverbookingView() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const read = useApi(
    'GET /overbooking',
    { days: 14 },
    { when: can('capacity.see'), live: ['appointment', 'no_show_model'] },
  )
  const staff = useApi('GET /capacity', { weeksBehind: 0, weeksAhead: 0 }, { when: can('capacity.see') })
  if (!can('capacity.see')) return <EmptyState icon="team" title={t('noShows.noSight')} />
  const people = staff.data?.practitioners ?? []
  return (
    <Await read={read}>
      {(found) => (
        <Stack>
          <Text tone="soft" size="small">
            {t('noShows.overbookingAbout')}
          </Text>
          {found.hindered && <Notice tone="warn">{t(`noShows.hindered.${found.hindered}`)}</Notice>}
          {can('no_shows.manage') && <Limits found={found} people={people} />}
          <Days found={found} people={people} />
        </Stack>
      )}
    </Await>
  )
}

interface Shown {
  found: Overbooking
  people: readonly { id: string; name: string }[]
}

function Days({ found, people }: Shown) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const [slot, setSlot] = useState<OverbookingSlot | null>(null)
  const days = found.days.filter((day) => day.slots.length > 0 || day.used > 0)
  if (days.length === 0)
    return <EmptyState icon="calendar" title={t('noShows.noDays')} text={t('noShows.noDaysText')} />
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? ''
  return (
    <Panel title={t('noShows.days')}>
      {days.map((day) => (
        <div key={day.practitionerId + day.day}>
          <div className={classes.day}>
            <span>
              <b>
                {format.day(day.day, 'weekday')}, {nameOf(day.practitionerId)}
              </b>
              <small>
                {t('noShows.dayAbout', {
                  visits: day.visits,
                  expected: format.number(day.expected, { maximumFractionDigits: 1 }),
                  used: day.used,
                  left: day.left,
                })}
              </small>
            </span>
          </div>
          {day.slots.map((each) => (
            <SlotLine key={each.appointmentId} slot={each} onBook={() => setSlot(each)} />
          ))}
        </div>
      ))}
      {slot && <BookBesideDialog slot={slot} onClose={() => setSlot(null)} />}
    </Panel>
  )
}

function SlotLine({ slot, onBook }: { slot: OverbookingSlot; onBook: () => void }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  return (
    <div className={classes.day}>
      <span>
        {format.time(slot.startsAt, slot.zone)} · {slot.clientName} · {slot.serviceName}
        <small>
          {t('noShows.slotAbout', { absent: format.percent(slot.absent), both: format.percent(slot.both) })}
        </small>
      </span>
      {can('appointments.overlap') && (
        <Button small icon="addPerson" onClick={onBook}>
          {t('noShows.bookBeside')}
        </Button>
      )}
    </div>
  )
}

function Limits({ found, people }: Shown) {
  const { t } = useWords('scheduling')
  const [who, setWho] = useState<string | null>(null)
  const open = who ?? found.limits[0]?.practitionerId ?? null
  const limit = found.limits.find((each) => each.practitionerId === open)
  const allowed = new Set(found.limits.map((each) => each.practitionerId))
  return (
    <Panel title={t('noShows.limits')}>
      <Stack>
        <Toolbar>
          <SelectField
            label={t('practitionerWord')}
            placeholder={t('noShows.choosePractitioner')}
            choices={people.map(({ id, name }) => ({
              value: id,
              label: allowed.has(id) ? t('noShows.allowed', { name }) : name,
            }))}
            value={open}
            onChange={setWho}
          />
        </Toolbar>
        {open && <LimitForm key={open + JSON.stringify(limit)} id={open} limit={limit} />}
      </Stack>
    </Panel>
  )
}

function LimitForm({ id, limit }: { id: string; limit: Overbooking['limits'][number] | undefined }) {
  const { t } = useWords('scheduling')
  const keep = useAct('PUT /overbooking/limits/{practitionerId}')
  const end = useAct('DELETE /overbooking/limits/{practitionerId}')
  const form = useFields({
    initial: { mostPerDay: limit?.mostPerDay ?? 1, bothPercent: limit?.bothPercent ?? 60 },
  })
  return (
    <Form
      form={form}
      submit={t(limit ? 'noShows.keepLimit' : 'noShows.allow')}
      onSubmit={async (values) => {
        await keep.do({ practitionerId: id, ...values })
        notify.done(t('noShows.limitKept'))
      }}
    >
      <Columns of={2}>
        <NumberField
          label={t('noShows.mostPerDay')}
          help={t('noShows.mostPerDayHelp')}
          min={1}
          max={10}
          {...form.field('mostPerDay')}
        />
        <NumberField
          label={t('noShows.bothPercent')}
          help={t('noShows.bothPercentHelp')}
          min={1}
          max={90}
          {...form.field('bothPercent')}
        />
      </Columns>
      {limit && (
        <Button
          kind="quiet"
          icon="close"
          busy={end.busy}
          onClick={() =>
            end.do({ practitionerId: id }).then(() => notify.done(t('noShows.limitEnded')), notify.problem)
          }
        >
          {t('noShows.endLimit')}
        </Button>
      )}
    </Form>
  )
}
