import type { Fields } from '../../../ui/kit/index.ts'
import { CheckField, Notice, Text, useFormat, useWords } from '../../../ui/kit/index.ts'
import { instantOf } from '../zone.ts'
import type { Refused, Values } from './class-values.ts'
import classes from './sessions.module.css'

interface DatesProps {
  form: Fields<Values>
  days: string[]
  refused: Refused[]
  zone: string
}

/** Every date can be left out; what stands against one is told beside it. */
export function ClassDates({ form, days, refused, zone }: DatesProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { leftOut, time } = form.values
  const againstOn = (day: string) =>
    refused.find((one) => Date.parse(one.startsAt) === Date.parse(instantOf(`${day}T${time}`, zone)))
  return (
    <fieldset className={classes.dates}>
      <legend>{t('sessions.dates')}</legend>
      {refused.length > 0 && <Notice tone="warn">{t('sessions.refusedDates')}</Notice>}
      <ul>
        {days.map((day) => (
          <li key={day}>
            <CheckField
              label={format.day(day, 'weekday')}
              value={!leftOut.includes(day)}
              onChange={(on: boolean) =>
                form.set({ leftOut: on ? leftOut.filter((one) => one !== day) : [...leftOut, day] })
              }
            />
            {againstOn(day) && !leftOut.includes(day) && (
              <Text tone="bad" size="small" as="span">
                {againstOn(day)?.message}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
