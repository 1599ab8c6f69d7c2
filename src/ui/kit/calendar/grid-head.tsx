import { useWords } from '../../words/i18n.ts'
import type { CalendarColumn } from './model.ts'

/** The names of the columns, and in the corner the zone whose clock the grid shows. */
export function GridHead({
  columns,
  zone,
  locale,
}: {
  columns: CalendarColumn[]
  zone: string
  locale: string
}) {
  const { t } = useWords()
  const day = columns[0]?.day ?? '2000-01-01'
  return (
    <>
      <div className="at-grid-corner" title={t('calendar.zone', { zone })}>
        <span aria-hidden="true">{zoneName(zone, locale, day)}</span>
        <span className="at-spoken">{t('calendar.zone', { zone })}</span>
      </div>
      <div className="at-grid-heads">
        {columns.map((column) => (
          <div key={column.id} className="at-grid-head" data-today={column.today || undefined}>
            <bdi className="at-col-title" title={column.title}>
              {column.title}
            </bdi>
            {column.about && <span className="at-col-about">{column.about}</span>}
          </div>
        ))}
      </div>
    </>
  )
}

/** "EST", "MEZ": as the zone is called on that day. */
function zoneName(zone: string, locale: string, day: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    Date.parse(`${day}T12:00:00Z`),
  )
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}
