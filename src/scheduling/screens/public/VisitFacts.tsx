import { Fact, Facts, useWords } from '../../../ui/public/index.ts'
import { cityOf, isElsewhere } from './days.ts'
import type { ClientVisit } from './offer.ts'
import { usePracticeFormat } from './use-format.ts'

/** What of a visit, or of one that is offered, is told. */
export type FactsOfVisit = Pick<
  ClientVisit,
  'startsAt' | 'endsAt' | 'zone' | 'mode' | 'priceMinor' | 'currency' | 'practitioner'
> & {
  /** Each service of the coming, where it is known to have several. */
  parts?: ClientVisit['parts']
  /** All dates of a series. */
  series?: ClientVisit['series']
  service: { name: string }
  location: { name: string; addressLines: string[] }
}

/** When, what, where, with whom, for how much. */
export function VisitFacts({
  visit,
  practice,
}: {
  visit: FactsOfVisit
  practice: { locale: string; country?: string }
}) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat({ ...practice, zone: visit.zone, currency: visit.currency })
  const day = visit.startsAt.slice(0, 10)
  const minutes = Math.round((Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000)
  return (
    <Facts>
      <Fact
        icon="calendar"
        label={t('fact.when')}
        about={
          isElsewhere(visit.zone, visit.startsAt)
            ? t('fact.localTime', { city: cityOf(visit.zone) })
            : undefined
        }
      >
        <strong>{format.day(day, 'long')}</strong>
        <br />
        {format.wallRange(visit.startsAt, visit.endsAt)}
      </Fact>
      <Fact
        icon="form"
        label={t('fact.what')}
        about={[
          t('minutes', { count: minutes }),
          visit.priceMinor > 0 ? format.money(visit.priceMinor) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        {visit.parts && visit.parts.length > 1 ? (
          <Parts of={visit.parts} format={format} />
        ) : (
          visit.service.name
        )}
      </Fact>
      {visit.series && visit.series.length > 1 && (
        <Fact icon="calendar" label={t('repeat.dates', { count: visit.series.length })}>
          <Dates of={visit.series} format={format} />
        </Fact>
      )}
      {visit.practitioner && (
        <Fact icon="person" label={t('fact.who')} about={visit.practitioner.title ?? undefined}>
          {visit.practitioner.name}
        </Fact>
      )}
      {visit.mode === 'in_person' ? (
        <Fact icon="place" label={t('fact.where')} about={visit.location.addressLines.join(', ')}>
          {visit.location.name}
        </Fact>
      ) : (
        <Fact
          icon={visit.mode === 'video' ? 'video' : visit.mode === 'phone' ? 'phone' : 'place'}
          label={t('fact.where')}
        >
          {t(`mode.${visit.mode}`)}
        </Fact>
      )}
    </Facts>
  )
}

/** All dates of a series, each with its time. */
function Dates({ of, format }: { of: ClientVisit['series']; format: ReturnType<typeof usePracticeFormat> }) {
  return (
    <ul className="parts">
      {of.map(({ startsAt }) => (
        <li key={startsAt}>
          <span>{format.day(startsAt.slice(0, 10), 'weekday')}</span>
          <span className="partTime">{format.wallTime(startsAt)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Several services in their order, with when and, where they differ, with whom. */
function Parts({ of, format }: { of: ClientVisit['parts']; format: ReturnType<typeof usePracticeFormat> }) {
  const people = new Set(of.map(({ practitioner }) => practitioner?.id))
  return (
    <ul className="parts">
      {of.map((part) => (
        <li key={part.startsAt}>
          <span className="partTime">{format.wallTime(part.startsAt)}</span>
          <span>
            {part.name}
            {people.size > 1 && part.practitioner && (
              <span className="line soft">{part.practitioner.name}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
