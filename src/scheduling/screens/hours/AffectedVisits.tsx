import { Button, Notice, TextLink, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'

export interface Affected {
  id: string
  startsAt: string
  zone: string
  clientName: string | null
  serviceName: string
}

interface AffectedVisitsProps {
  visits: Affected[]
  /** 'off': they lie in time off; 'outside': outside of the hours. */
  why: 'off' | 'outside'
  /** Whose visits: they can be planned anew in one step. */
  practitionerId?: string
}

/** Visits that stand where nobody is at work any more. They stay: somebody has to deal with them. */
export function AffectedVisits({ visits, why, practitionerId }: AffectedVisitsProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const format = useFormat()
  if (visits.length === 0) return null
  const days = visits.map((visit) => wallOf(visit.startsAt, visit.zone).slice(0, 10)).sort()
  return (
    <Notice
      tone="warn"
      title={t(`hours.affected.${why}`, { count: visits.length })}
      action={
        practitionerId &&
        can('replanning.manage') && (
          <Button
            small
            icon="refresh"
            to="/replannings"
            search={{ new: '1', practitioner: practitionerId, from: days[0], to: days.at(-1) }}
          >
            {t('replanning.fromTimeOff')}
          </Button>
        )
      }
    >
      <ul>
        {visits.slice(0, 12).map((visit) => (
          <li key={visit.id}>
            <TextLink
              to="/calendar"
              search={{ date: wallOf(visit.startsAt, visit.zone).slice(0, 10), visit: visit.id }}
            >
              {`${format.when(visit.startsAt, visit.zone)} · ${visit.clientName ?? t('held')} · ${visit.serviceName}`}
            </TextLink>
          </li>
        ))}
      </ul>
      {visits.length > 12 && t('andMore', { count: visits.length - 12 })}
    </Notice>
  )
}
