import { Badge, Icon, TextField, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Alternative } from '../conflict.ts'
import classes from '../scheduling.module.css'
import { wallOf } from '../zone.ts'
import type { Choices, LookedRow } from './use-choices.ts'
import own from './series.module.css'

export interface ShownRow extends LookedRow {
  /** 'YYYY-MM-DDTHH:MM' */
  wall: string
  clock?: 'skipped' | 'twice' | 'changed' | null
  reasons: { code: string }[]
  alternatives: Alternative[]
}

interface LookedRowsProps {
  rows: ShownRow[]
  zone: string
  choices: Choices
  canForce: boolean
}

/** Every date with what stands against it; where it cannot be had, what to do instead. */
export function LookedRows({ rows, zone, choices, canForce }: LookedRowsProps) {
  const { t } = useWords('scheduling')
  return (
    <ol className={own.looked} aria-label={t('series.dates')}>
      {rows.map((row) => (
        <li key={row.key} data-state={stateOf(row, choices)}>
          <RowHead row={row} choices={choices} />
          {row.state === 'conflict' && (
            <Instead row={row} zone={zone} choices={choices} canForce={canForce} />
          )}
        </li>
      ))}
    </ol>
  )
}

function stateOf(row: ShownRow, choices: Choices): string {
  if (choices.of(row.key)?.choice === 'skip') return 'left_out'
  return row.state === 'conflict' && choices.open([row]) === 0 ? 'settled' : row.state
}

function RowHead({ row, choices }: { row: ShownRow; choices: Choices }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const state = stateOf(row, choices)
  const isLeftOut = state === 'left_out'
  const rules = [...new Set(row.reasons.map(({ code }) => t(`rule.${code}`)))]
  return (
    <div className={own.lookedHead}>
      <Icon
        name={state === 'free' || state === 'settled' ? 'check' : isLeftOut ? 'close' : 'alert'}
        size={16}
      />
      <span className={own.lookedWhen}>
        {format.day(row.wall.slice(0, 10), 'weekday')} · {format.wallTime(row.wall)}
      </span>
      <span className={own.lookedWhy}>
        {row.state === 'no_such_time'
          ? t('series.noSuchTime')
          : isLeftOut
            ? t('series.leftOut')
            : rules.join(', ')}
        {row.clock && row.clock !== 'skipped' && <Badge tone="info">{t(`series.clock.${row.clock}`)}</Badge>}
      </span>
      {row.state === 'free' && (
        <button
          type="button"
          className={own.quietAct}
          aria-pressed={isLeftOut}
          onClick={() => choices.set(row.key, isLeftOut ? null : { choice: 'skip' })}
        >
          {isLeftOut ? t('series.takeIn') : t('series.leaveOut')}
        </button>
      )}
    </div>
  )
}

function Instead({ row, zone, choices, canForce }: { row: ShownRow } & Omit<LookedRowsProps, 'rows'>) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const chosen = choices.of(row.key)
  const timeOf = ({ startsAt }: Alternative) => {
    const wall = wallOf(startsAt, zone)
    const day =
      wall.slice(0, 10) === row.wall.slice(0, 10) ? '' : `${format.day(wall.slice(0, 10), 'weekday')}, `
    return day + format.wallTime(wall)
  }
  const option = (label: string, isOn: boolean, choose: () => void) => (
    <label key={label} className={classes.chip} data-on={isOn || undefined}>
      <input type="radio" name={`instead ${row.key}`} checked={isOn} onChange={choose} />
      {label}
    </label>
  )
  return (
    <div className={own.instead}>
      <div
        role="radiogroup"
        aria-label={t('series.instead', {
          when: `${format.day(row.wall.slice(0, 10))} ${format.wallTime(row.wall)}`,
        })}
      >
        {row.alternatives.map((time) =>
          option(timeOf(time), chosen?.startsAt === time.startsAt, () =>
            choices.set(row.key, { choice: 'move', startsAt: time.startsAt }),
          ),
        )}
        {option(t('series.leaveOut'), chosen?.choice === 'skip', () =>
          choices.set(row.key, { choice: 'skip' }),
        )}
        {canForce &&
          option(t('series.force'), chosen?.choice === 'force', () =>
            choices.set(row.key, { choice: 'force', reason: '' }),
          )}
      </div>
      {chosen?.choice === 'force' && (
        <TextField
          label={t('conflict.why')}
          required
          autoFocus
          value={chosen.reason ?? ''}
          onChange={(reason: string) => choices.set(row.key, { choice: 'force', reason })}
        />
      )}
    </div>
  )
}
