import { useFormat, useWords } from '../../../ui/kit/index.ts'
import { cellOf, heatOf, hoursOf } from './capacity-model.ts'
import type { Capacity, Cell, Filter } from './capacity-model.ts'
import classes from './capacity.module.css'

interface CapacityTableProps {
  data: Capacity
  filter: Filter
  at: { practitionerId: string; week: string } | null
  onOpen: (at: { practitionerId: string; week: string }) => void
}

/** Practitioners × weeks: percent and hours in every cell, the colour beside them. */
export function CapacityTable({ data, filter, at, onOpen }: CapacityTableProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const shown = data.practitioners.filter((who) =>
    data.weeks.some((week) => cellOf(data, filter, { practitionerId: who.id, week }).percent !== null),
  )
  return (
    <table className={classes.table} aria-label={t('capacity.title')}>
      <thead>
        <tr>
          <th scope="row">{t('practitionerWord')}</th>
          {data.weeks.map((week) => (
            <th key={week} scope="col" data-now={week === data.thisWeek || undefined}>
              {week === data.thisWeek ? t('capacity.now') : monthDay(format.day(week, 'weekday'))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((who) => (
          <tr key={who.id}>
            <th scope="row">{who.name}</th>
            {data.weeks.map((week) => {
              const cell = cellOf(data, filter, { practitionerId: who.id, week })
              return (
                <td key={week}>
                  <button
                    type="button"
                    className={classes.cell}
                    data-heat={heatOf(cell)}
                    aria-pressed={at?.practitionerId === who.id && at.week === week}
                    onClick={() => onOpen({ practitionerId: who.id, week })}
                    aria-label={t('capacity.cell', {
                      name: who.name,
                      week: format.day(week, 'medium'),
                      percent: cell.percent ?? 0,
                      booked: hoursOf(cell.booked),
                      offered: hoursOf(cell.offered),
                    })}
                  >
                    <Figures cell={cell} />
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
        <tr className={classes.total}>
          <th scope="row">{t('capacity.together')}</th>
          {data.weeks.map((week) => {
            const cell = cellOf(data, filter, { week })
            return (
              <td key={week}>
                <span className={classes.cell} data-heat={heatOf(cell)}>
                  <Figures cell={cell} />
                </span>
              </td>
            )
          })}
        </tr>
      </tbody>
    </table>
  )
}

function Figures({ cell }: { cell: Cell }) {
  if (cell.percent === null) return <span>–</span>
  return (
    <>
      {cell.percent} %
      <small>
        {Math.round(cell.booked / 60)}/{Math.round(cell.offered / 60)}
      </small>
    </>
  )
}

// "Mon, 2 Mar" → "2 Mar": every column begins with a Monday.
function monthDay(text: string): string {
  return text.replace(/^\S+\s/, '')
}
