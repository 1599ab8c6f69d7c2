import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Drawer,
  Facts,
  Heading,
  Stack,
  notify,
  useCan,
  useFormat,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import { cellOf, hoursOf } from './capacity-model.ts'
import type { Capacity } from './capacity-model.ts'

interface WeekDrawerProps {
  data: Capacity
  at: { practitionerId: string; week: string }
  names: ReadonlyMap<string, string>
  onClose: () => void
}

const everything = { locationId: '', serviceId: '' }

/** One week of one practitioner: by place and by service. */
export function WeekDrawer({ data, at, names, onClose }: WeekDrawerProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const go = useGo()
  const who = data.practitioners.find((one) => one.id === at.practitionerId)
  const all = cellOf(data, everything, at)
  const hours = (minutes: number) => t('capacity.hours', { count: hoursOf(minutes) })
  const services = [...new Set(data.booked.filter((each) => isAt(each, at)).map((each) => each.serviceId))]
  const places = data.locations.filter(
    (place) => cellOf(data, { ...everything, locationId: place.id }, at).offered > 0,
  )
  return (
    <Drawer
      open
      onClose={onClose}
      title={`${who?.name ?? ''}, ${t('capacity.weekOf', { day: format.day(at.week, 'medium') })}`}
    >
      <Stack>
        <Facts
          of={[
            [t('capacity.booked'), `${hours(all.booked)} (${all.percent ?? '–'} %)`],
            [t('capacity.attended'), hours(all.attended)],
            [t('capacity.offered'), hours(all.offered)],
            [t('capacity.visits'), all.visits],
          ]}
        />
        {places.length > 1 && (
          <>
            <Heading>{t('capacity.byLocation')}</Heading>
            <Facts
              of={places.map((place) => {
                const cell = cellOf(data, { ...everything, locationId: place.id }, at)
                return [place.name, `${hoursOf(cell.booked)} / ${hours(cell.offered)} (${cell.percent} %)`]
              })}
            />
          </>
        )}
        {services.length > 0 && (
          <>
            <Heading>{t('capacity.byService')}</Heading>
            <Facts
              of={services.map((serviceId) => {
                const cell = cellOf(data, { ...everything, serviceId }, at)
                return [
                  names.get(serviceId) ?? '',
                  `${hours(cell.booked)} · ${t('capacity.visitCount', { count: cell.visits })}`,
                ]
              })}
            />
          </>
        )}
        <LevelButton data={data} at={at} />
        <Button
          icon="calendar"
          onClick={() => go('/calendar', { date: at.week, view: 'week', person: at.practitionerId })}
        >
          {t('capacity.openCalendar')}
        </Button>
      </Stack>
    </Drawer>
  )
}

function isAt(each: { practitionerId: string; week: string }, at: WeekDrawerProps['at']): boolean {
  return each.practitionerId === at.practitionerId && each.week === at.week
}

/** One click from a full week to the moves that would level it. */
export function LevelButton({ data, at }: Pick<WeekDrawerProps, 'data' | 'at'>) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const go = useGo()
  const level = useAct('POST /replannings/levelling')
  if (!can('replanning.manage') || !data.overloads.some((each) => isAt(each, at))) return null
  return (
    <Button
      kind="main"
      small
      icon="forward"
      busy={level.busy}
      onClick={() =>
        level
          .do(at)
          .then((plan) => go(`/replannings/${plan.id}`))
          .catch(notify.problem)
      }
    >
      {t('capacity.level')}
    </Button>
  )
}
