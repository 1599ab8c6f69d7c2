import { useRef, useState, type KeyboardEvent } from 'react'
import { Button, IconButton, Row, SelectField, TimeField, useWords } from '../../../ui/kit/index.ts'
import classes from './waitlist.module.css'
import { isTicked, partOf, PARTS, toggled, WEEKDAYS, weekdayName, type WantedTime } from './wish-times.ts'
import { useTimesText } from './WishGrid.tsx'

interface WishGridFieldProps {
  value: WantedTime[]
  onChange: (times: WantedTime[]) => void
}

/** When somebody has time: a grid to tick (arrow keys move, Space ticks), and exact times where a part of a day is too coarse. */
export function WishGridField({ value, onChange }: WishGridFieldProps) {
  const { t, language } = useWords('scheduling')
  const table = useRef<HTMLTableElement>(null)

  function move(event: KeyboardEvent, weekday: number, part: number): void {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const cell = `[data-cell="${weekday + step[0]}-${part + step[1]}"]`
    table.current?.querySelector<HTMLElement>(cell)?.focus()
  }
  return (
    <fieldset className={classes.field}>
      <legend>{t('waitlist.whenTime')}</legend>
      <p className={classes.soft}>{t('waitlist.whenTimeHelp')}</p>
      <table ref={table} className={classes.editGrid}>
        <thead>
          <tr>
            <td />
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col">
                {weekdayName(weekday, language, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part, index) => (
            <tr key={part.key}>
              <th scope="row">{t(`waitlist.partTitle.${part.key}`)}</th>
              {WEEKDAYS.map((weekday) => (
                <td key={weekday}>
                  <label>
                    <input
                      type="checkbox"
                      data-cell={`${weekday}-${index}`}
                      aria-label={`${weekdayName(weekday, language, 'long')} ${t(`waitlist.part.${part.key}`)}`}
                      checked={isTicked(value, weekday, index)}
                      onChange={() => onChange(toggled(value, weekday, index))}
                      onKeyDown={(event) => move(event, weekday, index)}
                    />
                    <span aria-hidden />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ExactTimes value={value} onChange={onChange} />
    </fieldset>
  )
}

/** "Fridays from 14:00 to 16:00." */
function ExactTimes({ value, onChange }: WishGridFieldProps) {
  const { t, language } = useWords('scheduling')
  const said = useTimesText()
  const [draft, setDraft] = useState<{ weekday: string; from: string; to: string } | null>(null)
  const exact = value.filter((one) => !partOf(one))
  const isReady = draft !== null && draft.from !== '' && draft.to > draft.from
  return (
    <>
      {exact.map((one) => (
        <Row key={`${one.weekday} ${one.from} ${one.to}`}>
          <span>{said([one])}</span>
          <IconButton
            icon="close"
            label={t('waitlist.removeTime', { time: said([one]) })}
            onClick={() => onChange(value.filter((other) => other !== one))}
          />
        </Row>
      ))}
      {draft ? (
        <Row align="end">
          <SelectField
            label={t('day')}
            value={draft.weekday}
            onChange={(weekday: string | null) => setDraft({ ...draft, weekday: weekday ?? '1' })}
            choices={WEEKDAYS.map((one) => ({
              value: String(one),
              label: weekdayName(one, language, 'long'),
            }))}
          />
          <TimeField
            label={t('waitlist.from')}
            value={draft.from}
            onChange={(from: string) => setDraft({ ...draft, from })}
          />
          <TimeField
            label={t('waitlist.to')}
            value={draft.to}
            onChange={(to: string) => setDraft({ ...draft, to })}
          />
          <Button
            disabled={!isReady}
            onClick={() => {
              onChange([...value, { weekday: Number(draft.weekday), from: draft.from, to: draft.to }])
              setDraft(null)
            }}
          >
            {t('waitlist.addTime')}
          </Button>
        </Row>
      ) : (
        <Row>
          <Button
            small
            kind="quiet"
            icon="add"
            onClick={() => setDraft({ weekday: '1', from: '09:00', to: '12:00' })}
          >
            {t('waitlist.exactTime')}
          </Button>
          {value.length > 0 && (
            <Button small kind="quiet" onClick={() => onChange([])}>
              {t('waitlist.anyTimeAct')}
            </Button>
          )}
        </Row>
      )}
    </>
  )
}
