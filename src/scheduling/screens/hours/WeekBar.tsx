import type { KeyboardEvent } from 'react'
import { useFormat, useMe, useWords } from '../../../ui/kit/index.ts'
import { minutesOfDay } from '../zone.ts'
import classes from './hours.module.css'
import type { Block } from './week.ts'
import { lengthOf, shiftBlock } from './week.ts'

/** The minutes of the day that are drawn. */
export interface Axis {
  from: number
  to: number
}

/** Where a minute of the day lies on the axis. */
export const percent = (minute: number, { from, to }: Axis) => `${((minute - from) / (to - from)) * 100}%`

interface BarProps {
  block: Block
  axis: Axis
  isOpen: boolean
  mayEdit: boolean
  onPress: () => void
  onChange: (change: Partial<Block>) => void
  onRemove: () => void
}

/** Hours of a day as a bar: pressed it opens its fields, arrows move it, shift and arrows move its end. */
export function Bar({ block, axis, isOpen, mayEdit, onPress, onChange, onRemove }: BarProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const index = me.locations.findIndex(({ id }) => id === block.locationId)
  const place = me.locations[index]?.name ?? t('hours.closedPlace')
  const from = minutesOfDay(block.starts)
  const to = block.nextDay ? 1440 : Math.max(from + 15, minutesOfDay(block.ends))
  const time = `${format.wallTime(block.starts)} – ${format.wallTime(block.ends)}${block.nextDay ? ` ${t('hours.nextDayShort')}` : ''}`
  const style = { left: percent(from, axis), width: `calc(${percent(to, axis)} - ${percent(from, axis)})` }
  const look = {
    className: classes.bar,
    style,
    'data-place': index < 0 ? 'gone' : index % 4,
    'data-wrong': lengthOf(block) <= 0 || undefined,
  }
  const text = (
    <>
      <b>{time}</b>
      {me.locations.length > 1 && <small>{place}</small>}
    </>
  )
  if (!mayEdit) return <span {...look}>{text}</span>
  function press(event: KeyboardEvent): void {
    const step = { ArrowLeft: -15, ArrowRight: 15 }[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else if (step) onChange(shiftBlock(block, step, event.shiftKey ? 'ends' : 'both'))
    else return
    event.preventDefault()
  }
  return (
    <button
      type="button"
      {...look}
      aria-expanded={isOpen}
      aria-label={`${time}, ${place}`}
      title={`${time} · ${place}`}
      onClick={onPress}
      onKeyDown={press}
    >
      {text}
    </button>
  )
}
