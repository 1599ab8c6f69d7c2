import { memo } from 'react'
import { Button, CheckField, Icon, MiniMonth, useWords } from '../../../ui/kit/index.ts'
import { STATES_SHOWN, type CalendarAnswer } from './calendar-model.ts'
import classes from './calendar.module.css'
import { toggled } from './CalendarTools.tsx'
import { choicesOf } from './columns.ts'
import { chosenOf, shownOf, usualOf } from './shown.ts'
import type { CalendarState } from './use-calendar.ts'
import { inOrder, moved } from './use-remembered.ts'

/** Beside the calendar: the month to jump by, which columns stand in which order, and the states that are looked at. */
export const CalendarRail = memo(function CalendarRail({
  calendar,
  answer,
}: {
  calendar: CalendarState
  answer: CalendarAnswer | undefined
}) {
  const { t } = useWords('scheduling')
  const { date, goTo, states, setUrl } = calendar
  return (
    <aside className={classes.rail} aria-label={t('cal.rail')}>
      <MiniMonth date={date} onDate={goTo} today={calendar.today} />
      {answer && calendar.view !== 'week' && <RailColumns calendar={calendar} answer={answer} />}
      {!isCounted(calendar) && (
        <fieldset className={classes.railPart}>
          <legend>{t('cal.states')}</legend>
          <div className={classes.railStates}>
            {STATES_SHOWN.map((state) => (
              <CheckField
                key={state}
                label={t(`state.${state}`)}
                value={states.has(state)}
                onChange={() => setUrl({ states: toggled(states, state) })}
              />
            ))}
          </div>
        </fieldset>
      )}
    </aside>
  )
})

/** A month and a week of everybody show figures of all that counts, and nobody is left out before somebody chose. */
function isCounted({ view }: CalendarState): boolean {
  return view === 'month' || view === 'team'
}

/** Show, hide and put the columns in order; kept for this person on this device. */
function RailColumns({ calendar, answer }: { calendar: CalendarState; answer: CalendarAnswer }) {
  const { t } = useWords('scheduling')
  const { frame, setUrl, remembered, remember } = calendar
  const by = calendar.view === 'day' ? calendar.by : 'practitioner'
  const own = { ...calendar, by }
  const all = inOrder(choicesOf(by, answer, frame), remembered.order)
  const ids = all.map((one) => one.id)
  const chosen = chosenOf(own, all)
  const shown = isCounted(calendar) && chosen.length === 0 ? ids : shownOf(own, answer)
  const usual = isCounted(calendar) ? ids : usualOf(own, answer)
  function show(next: string[]): void {
    const isUsual = next.length === usual.length && usual.every((id) => next.includes(id))
    remember({ show: [...remembered.show.filter((id) => !ids.includes(id)), ...(isUsual ? [] : next)] })
    setUrl({ show: isUsual ? '' : next.join(',') })
  }
  function toggle(id: string): void {
    const next = shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]
    show(next.length === 0 ? [id] : next)
  }
  function put(id: string, by: -1 | 1): void {
    remember({ order: [...moved(ids, id, by), ...remembered.order.filter((one) => !ids.includes(one))] })
  }
  return (
    <fieldset className={classes.railPart}>
      <legend>{t('columns')}</legend>
      {all.map((one, index) => (
        <div key={one.id} className={classes.railRow}>
          <CheckField label={one.name} value={shown.includes(one.id)} onChange={() => toggle(one.id)} />
          <span className={classes.railMoves}>
            {shown.length > 1 && <Only name={one.name} onClick={() => show([one.id])} />}
            <Move up name={one.name} off={index === 0} onClick={() => put(one.id, -1)} />
            <Move name={one.name} off={index === all.length - 1} onClick={() => put(one.id, 1)} />
          </span>
        </div>
      ))}
      {chosen.length > 0 && (
        <span>
          <Button small kind="quiet" icon="undo" onClick={() => show(usual)}>
            {t('cal.usualColumns')}
          </Button>
        </span>
      )}
    </fieldset>
  )
}

/** One press instead of a tick for each of the others. */
function Only({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useWords('scheduling')
  return (
    <button
      type="button"
      className={classes.railOnly}
      aria-label={t('cal.onlyOf', { name })}
      onClick={onClick}
    >
      {t('cal.only')}
    </button>
  )
}

function Move({ up, name, off, onClick }: { up?: boolean; name: string; off: boolean; onClick: () => void }) {
  const { t } = useWords('scheduling')
  const label = t(up ? 'cal.columnUp' : 'cal.columnDown', { name })
  return (
    <button
      type="button"
      className={classes.railMove}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
    >
      <Icon name={up ? 'up' : 'down'} size={15} />
    </button>
  )
}
