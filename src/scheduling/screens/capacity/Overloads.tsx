import { useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Capacity } from './capacity-model.ts'
import { LevelButton } from './WeekDrawer.tsx'
import classes from './capacity.module.css'

/** Full weeks ahead beside colleagues with time for the same services. */
export function Overloads({ data }: { data: Capacity }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const nameOf = (id: string) => data.practitioners.find((one) => one.id === id)?.name ?? ''
  return (
    <div>
      {data.overloads.map(({ practitionerId, week, percent, colleagues }) => (
        <div key={practitionerId + week} className={classes.warning}>
          <span>
            <b>
              {t('capacity.overload', {
                name: nameOf(practitionerId),
                percent,
                week: format.day(week, 'medium'),
              })}
            </b>
            <small>
              {t('capacity.idle', {
                names: colleagues
                  .map((each) => `${nameOf(each.practitionerId)} (${each.percent} %)`)
                  .join(', '),
              })}
            </small>
          </span>
          <LevelButton data={data} at={{ practitionerId, week }} />
        </div>
      ))}
    </div>
  )
}
