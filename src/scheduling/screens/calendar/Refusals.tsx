import { useWords } from '../../../ui/kit/index.ts'
import type { Mover } from '../visit/use-move.ts'
import type { WhyWish } from '../why-not/WhyNotPanel.tsx'
import { wallOf } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import { RefusedDialog } from './RefusedDialog.tsx'
import type { Paster } from './use-paste.ts'

interface RefusalsProps {
  mover: Mover
  paster: Paster
  zone: string
  answer: CalendarAnswer | undefined
}

/** Whatever the diary has just refused: a move, or a visit that was pasted. */
export function Refusals({ mover, paster, zone, answer }: RefusalsProps) {
  const { t } = useWords('scheduling')
  const shared = {
    zone,
    nameOf: (id: string) => answer?.practitioners.find((one) => one.id === id)?.name,
    roomOf: (id: string) => answer?.rooms.find((one) => one.id === id)?.name,
  }
  const move = mover.refused
  if (move) {
    const { visit, to, conflict } = move
    const startsAt = to.startsAt ?? visit.startsAt
    const practitionerId = to.practitionerId === undefined ? visit.practitionerId : to.practitionerId
    const minutes = to.durationMinutes ?? (Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000
    return (
      <RefusedDialog
        {...shared}
        title={visit.clientName ?? t('held')}
        conflict={conflict}
        wish={wishOf({ ...visit, practitionerId, startsAt, minutes, except: visit.id })}
        day={wallOf(startsAt, zone).slice(0, 10)}
        busy={mover.busy}
        insistLabel={t('cal.moveAnyway')}
        onChoose={(time) => mover.moveTo(visit, { ...to, startsAt: time.startsAt, practitionerId: time.practitionerId, locationId: time.locationId })}
        onInsist={(reason) => mover.moveTo(visit, to, reason)}
        onClose={mover.forget}
      />
    ) // prettier-ignore
  }
  if (!paster.refused) return null
  const { visit, to, conflict } = paster.refused
  const minutes = (Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000
  const practitionerId = to.practitionerId ?? visit.practitionerId
  return (
    <RefusedDialog
      {...shared}
      title={visit.clientName ?? ''}
      conflict={conflict}
      wish={wishOf({ ...visit, practitionerId, startsAt: to.startsAt, minutes })}
      day={wallOf(to.startsAt, zone).slice(0, 10)}
      busy={paster.busy}
      insistLabel={t('conflict.bookAnyway')}
      onChoose={(time) =>
        paster.paste(visit, { startsAt: time.startsAt, practitionerId: time.practitionerId })
      }
      onInsist={(reason) => paster.paste(visit, to, reason)}
      onClose={paster.forget}
    />
  )
}

interface Wished {
  serviceId?: string
  practitionerId: string | null
  clientId?: string | null
  startsAt: string
  minutes: number
  except?: string
}

function wishOf({ serviceId, practitionerId, clientId, startsAt, minutes, except }: Wished): WhyWish | null {
  if (!serviceId || !practitionerId) return null
  return {
    serviceId,
    practitionerId,
    startsAt,
    durationMinutes: Math.round(minutes),
    ...(clientId ? { clientId } : {}),
    ...(except ? { except } : {}),
  }
}
