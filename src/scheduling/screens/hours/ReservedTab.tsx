import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  EmptyState,
  IconButton,
  Panel,
  Row,
  Split,
  notify,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { todayIn } from '../zone.ts'
import { HoursPreview } from './HoursPreview.tsx'
import type { Trial } from './HoursPreview.tsx'
import { ReservedForm } from './ReservedForm.tsx'
import { nameOfWeekday } from './weekdays.ts'

export type Reserved = Returns<'GET /practitioners/{id}/reserved-hours'>['reserved'][number]

interface ReservedTabProps {
  practitionerId: string
  mayEdit: boolean
}

/** Hours of the week that only some services or clients may use. */
export function ReservedTab(props: ReservedTabProps) {
  const read = useApi(
    'GET /practitioners/{id}/reserved-hours',
    { id: props.practitionerId },
    { live: ['hours'] },
  )
  return <Await read={read}>{({ reserved }) => <ReservedHours {...props} reserved={reserved} />}</Await>
}

function ReservedHours({ practitionerId, mayEdit, reserved }: ReservedTabProps & { reserved: Reserved[] }) {
  const { t } = useWords('scheduling')
  const today = todayIn(useMe().practice.zone)
  const replace = useAct('PUT /practitioners/{id}/reserved-hours')
  // The place in the list that is edited; one past the end is a new one.
  const [open, setOpen] = useState<number | null>(null)
  const [trial, setTrial] = useState<Trial>({})
  const keep = (next: Reserved[]) => replace.do({ id: practitionerId, reserved: next })
  const close = () => {
    setOpen(null)
    setTrial({})
  }
  async function remove(nth: number): Promise<void> {
    await keep(reserved.filter((_one, at) => at !== nth))
    close()
    notify.undo(t('reserved.removed'), () => keep(reserved))
  }
  const addButton = mayEdit && (
    <Button small icon="add" kind="main" onClick={() => setOpen(reserved.length)}>
      {t('reserved.add')}
    </Button>
  )
  const main = (
    <Panel title={t('reserved.title')} actions={reserved.length > 0 && addButton}>
      {reserved.length === 0 && (
        <EmptyState
          icon="clock"
          title={t('reserved.none')}
          text={t('reserved.noneText')}
          action={addButton}
        />
      )}
      {reserved.map((one, nth) => (
        <ReservedLine
          key={JSON.stringify(one)}
          reserved={one}
          {...(mayEdit
            ? { onEdit: () => setOpen(nth), onRemove: () => void remove(nth).catch(notify.problem) }
            : {})}
        />
      ))}
    </Panel>
  )
  if (!mayEdit) return main
  return (
    <Split
      side={
        <>
          {open !== null && (
            <ReservedForm
              key={open}
              reserved={reserved[open] ?? null}
              practitionerId={practitionerId}
              onTrial={(one) => setTrial(one ? { reserved: replaced(reserved, open, one) } : {})}
              onCancel={close}
              onKeep={async (one) => {
                await keep(replaced(reserved, open, one))
                notify.done(t('reserved.saved'))
                close()
              }}
            />
          )}
          <HoursPreview practitionerId={practitionerId} trial={open === null ? {} : trial} from={today} />
        </>
      }
    >
      {main}
    </Split>
  )
}

const replaced = (all: Reserved[], nth: number, one: Reserved) => [
  ...all.slice(0, nth),
  one,
  ...all.slice(nth + 1),
]

interface ReservedLineProps {
  reserved: Reserved
  onEdit?: () => void
  onRemove?: () => void
}

function ReservedLine({ reserved, onEdit, onRemove }: ReservedLineProps) {
  const { t, language } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const services = useApi('GET /services', { archived: 'true' })
  const { weekday, starts, ends, locationId, validTo, validFrom, clients, releaseMinutes } = reserved
  const today = todayIn(me.practice.zone)
  const names = (services.data?.items ?? []).filter(({ id }) => reserved.serviceIds.includes(id))
  const time = `${nameOfWeekday(weekday, language)}, ${format.wallTime(starts)} – ${format.wallTime(ends)}`
  const about = [
    names.map(({ name }) => name).join(', '),
    me.locations.length > 1 && locationId && me.locations.find(({ id }) => id === locationId)?.name,
    validFrom > today && t('hours.fromDay', { day: format.day(validFrom, 'medium') }),
    validTo && t('hours.until', { day: format.day(validTo, 'medium') }),
    releaseMinutes === null
      ? t('reserved.never')
      : t('reserved.releasedBefore', { before: releaseText(releaseMinutes, t) }),
  ].filter(Boolean)
  return (
    <div className={classes.listLine}>
      <span>
        <b>{time}</b>
        <small>{about.join(' · ')}</small>
      </span>
      <Row>
        {clients && <Badge tone="info">{t(`reserved.clients.${clients}`)}</Badge>}
        {onEdit && <IconButton icon="edit" label={t('reserved.edit', { time })} onClick={onEdit} />}
        {onRemove && <IconButton icon="remove" label={t('reserved.remove', { time })} onClick={onRemove} />}
      </Row>
    </div>
  )
}

function releaseText(minutes: number, t: ReturnType<typeof useWords>['t']): string {
  return minutes > 0 && minutes % 1440 === 0
    ? t('reserved.days', { count: minutes / 1440 })
    : t('reserved.hours', { count: Math.round(minutes / 60) })
}
