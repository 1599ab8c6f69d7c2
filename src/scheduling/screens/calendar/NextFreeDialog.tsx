import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  Dialog,
  EmptyState,
  Loading,
  Row,
  SelectField,
  Stack,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { instantOf, todayIn, wallOf } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import classes from './calendar.module.css'
import { FreeNow } from './FreeNow.tsx'

interface NextFreeDialogProps {
  zone: string
  locationId: string | null
  date: string
  people: CalendarAnswer['practitioners']
  /** Prefilled when it is about a visit that was pressed. */
  serviceId?: string
  practitionerId?: string
  clientId?: string
  clientName?: string
  onBook: (wish: { at: string; practitionerId: string; serviceId: string }) => void
  onClose: () => void
}

const MOST_DAYS = 6
const MOST_TIMES = 8

/** The next free times over several days: for the phone call "when could I come?". */
export function NextFreeDialog(props: NextFreeDialogProps) {
  const { people, clientName, onClose } = props
  const { t } = useWords('scheduling')
  const services = useApi('GET /services', {})
  const [serviceId, setService] = useState(
    props.serviceId ?? localStorage.getItem('atrium.lastService') ?? '',
  )
  const [who, setWho] = useState(props.practitionerId ?? 'any')
  const items = services.data?.items ?? []
  const known =
    items.find((one) => one.id === serviceId) ?? items.find((one) => one.capacity === 1) ?? items[0]
  const offering = people.filter((one) => known?.practitioners.some(({ id }) => id === one.id))
  const practitionerId = offering.some((one) => one.id === who) ? who : 'any'
  return (
    <Dialog
      open
      onClose={onClose}
      title={clientName ? t('cal.nextFreeFor', { name: clientName }) : t('cal.nextFree')}
      size="large"
    >
      <Stack>
        <Columns of={2} gap="tight">
          <SelectField
            label={t('service')}
            choices={items.map((one) => ({ value: one.id, label: one.name }))}
            value={known?.id ?? null}
            onChange={(id: string | null) => id && setService(id)}
          />
          <SelectField
            label={t('practitionerWord')}
            choices={[
              { value: 'any', label: t('everybody') },
              ...offering.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={practitionerId}
            onChange={(id: string | null) => id && setWho(id)}
          />
        </Columns>
        {known && !props.clientId && (
          <FreeNow
            zone={props.zone}
            locationId={props.locationId}
            people={practitionerId === 'any' ? offering : offering.filter((one) => one.id === practitionerId)}
            onBook={(wish) => props.onBook({ ...wish, serviceId: known.id })}
          />
        )}
        {known && (
          <Times
            {...props}
            serviceId={known.id}
            practitionerId={practitionerId === 'any' ? '' : practitionerId}
          />
        )}
      </Stack>
    </Dialog>
  )
}

function Times({
  zone,
  locationId,
  date,
  people,
  serviceId,
  practitionerId,
  clientId,
  onBook,
}: NextFreeDialogProps & { serviceId: string; practitionerId: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const today = todayIn(zone)
  const [soon] = useState(() => new Date(Math.ceil(Date.now() / 300_000) * 300_000).toISOString())
  const read = useApi(
    'GET /availability',
    {
      serviceId,
      ...(practitionerId ? { practitionerId } : {}),
      ...(locationId ? { locationId } : {}),
      ...(clientId ? { clientId } : {}),
      from: date > today ? instantOf(`${date}T00:00`, zone) : soon,
      days: 28,
      limit: 400,
    },
    { keep: true, live: ['appointment'] },
  )
  const names = new Map(people.map((one) => [one.id, one.name]))
  return (
    <Await
      read={read}
      loading={<Loading lines={6} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyState icon="clock" title={t('cal.nothingFree')} text={t('cal.nothingFreeText')} />}
    >
      {({ items }) => (
        <div className={classes.nextFree}>
          {daysOf(items, zone).map(({ day, times }) => (
            <section key={day} aria-label={format.day(day, 'long')}>
              <h3>{format.day(day, 'weekday')}</h3>
              <Row>
                {times.map((time) => (
                  <Button
                    key={`${time.startsAt} ${time.practitionerId}`}
                    small
                    onClick={() =>
                      onBook({
                        at: wallOf(time.startsAt, zone),
                        practitionerId: time.practitionerId,
                        serviceId,
                      })
                    }
                  >
                    {[
                      format.wallTime(wallOf(time.startsAt, zone)),
                      practitionerId ? '' : names.get(time.practitionerId),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Button>
                ))}
              </Row>
            </section>
          ))}
        </div>
      )}
    </Await>
  )
}

/** The first times of each of the first days; each time once, whoever of several has it. */
export function daysOf<T extends { startsAt: string }>(
  items: T[],
  zone: string,
): { day: string; times: T[] }[] {
  const days = new Map<string, T[]>()
  const seen = new Set<string>()
  for (const item of items) {
    if (seen.has(item.startsAt)) continue
    seen.add(item.startsAt)
    const day = wallOf(item.startsAt, zone).slice(0, 10)
    const times = days.get(day) ?? []
    if (!days.has(day) && days.size >= MOST_DAYS) break
    if (times.length < MOST_TIMES) times.push(item)
    days.set(day, times)
  }
  return [...days].map(([day, times]) => ({ day, times }))
}
