import { useRef, useState } from 'react'
import { Button, EmptyState, IconButton, Text, useFormat, useMe, useWords } from '../../../ui/kit/index.ts'
import { minutesOfDay } from '../zone.ts'
import { BlockFields } from './BlockFields.tsx'
import classes from './hours.module.css'
import type { Block, Plan } from './week.ts'
import { addBlock, blocksOf, changeBlock, copyDay, removeBlock } from './week.ts'
import { Bar, percent } from './WeekBar.tsx'
import type { Axis } from './WeekBar.tsx'
import { nameOfWeekday } from './weekdays.ts'

interface WeekGridProps {
  plan: Plan
  week: number
  mayEdit: boolean
  onChange: (plan: Plan) => void
}

/** A week as bars by day: pressed, a bar opens its fields; with arrows it is moved, with shift lengthened. */
export function WeekGrid({ plan, week, mayEdit, onChange }: WeekGridProps) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const [open, setOpen] = useState<string | null>(null)
  const axis = axisOf(plan)
  const isEmpty = !plan.blocks.some((block) => block.week === week)
  const add = (weekday: number) => {
    const next = addBlock(plan, { week, weekday, locationId: me.locations[0]?.id ?? '' })
    setOpen(next.blocks.at(-1)!.key)
    onChange(next)
  }
  const fillWeek = () =>
    onChange(copyDay(addBlock(plan, { week, weekday: 1, locationId: me.locations[0]?.id ?? '' }), week, 1))
  return (
    <div className={classes.grid}>
      <Hours axis={axis} />
      {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
        <DayRow
          key={weekday}
          weekday={weekday}
          blocks={blocksOf(plan, week, weekday)}
          axis={axis}
          open={open}
          mayEdit={mayEdit}
          onOpen={setOpen}
          onAdd={() => add(weekday)}
          onCopy={() => onChange(copyDay(plan, week, weekday))}
          onChange={(key, change) => onChange(changeBlock(plan, key, change))}
          onRemove={(key) => onChange(removeBlock(plan, key))}
        />
      ))}
      {isEmpty && (
        <EmptyState
          icon="clock"
          title={t('hours.emptyWeek')}
          text={t('hours.emptyWeekText')}
          action={mayEdit && <Button onClick={fillWeek}>{t('hours.fillWeek')}</Button>}
        />
      )}
      {mayEdit && !isEmpty && (
        <Text tone="soft" size="small">
          {t('hours.keys')}
        </Text>
      )}
    </div>
  )
}

/** From seven to seven, or as far as somebody works. */
function axisOf({ blocks }: Plan): Axis {
  const starts = blocks.map((block) => Math.floor(minutesOfDay(block.starts) / 60) * 60)
  const ends = blocks.map((block) => (block.nextDay ? 1440 : Math.ceil(minutesOfDay(block.ends) / 60) * 60))
  return { from: Math.min(7 * 60, ...starts), to: Math.max(19 * 60, ...ends) }
}

function Hours({ axis }: { axis: Axis }) {
  const format = useFormat()
  const step = axis.to - axis.from > 16 * 60 ? 4 : 2
  const hours = Array.from(
    { length: Math.floor((axis.to - axis.from) / 60 / step) + 1 },
    (_, index) => axis.from / 60 + index * step,
  )
  return (
    <div className={classes.hoursLine} aria-hidden>
      {hours
        .filter((hour) => hour < 24)
        .map((hour) => (
          <span key={hour} style={{ left: percent(hour * 60, axis) }}>
            {format.wallTime(`${String(hour).padStart(2, '0')}:00`)}
          </span>
        ))}
    </div>
  )
}

interface DayRowProps {
  weekday: number
  blocks: Block[]
  axis: Axis
  open: string | null
  mayEdit: boolean
  onOpen: (key: string | null) => void
  onAdd: () => void
  onCopy: () => void
  onChange: (key: string, change: Partial<Block>) => void
  onRemove: (key: string) => void
}

function DayRow(props: DayRowProps) {
  const { weekday, blocks, axis, open, mayEdit, onOpen, onAdd, onCopy, onChange, onRemove } = props
  const { t, language } = useWords('scheduling')
  const row = useRef<HTMLDivElement>(null)
  const day = nameOfWeekday(weekday, language)
  const edited = blocks.find(({ key }) => key === open)
  const remove = (key: string) => {
    onRemove(key)
    onOpen(null)
    row.current?.querySelector('button')?.focus()
  }
  return (
    <div className={classes.day} role="group" aria-label={day} ref={row}>
      <span className={classes.dayName}>{day}</span>
      <div className={classes.track}>
        {blocks.length === 0 && <span className={classes.off}>{t('dayOff')}</span>}
        {blocks.map((block) => (
          <Bar
            key={block.key}
            block={block}
            axis={axis}
            isOpen={block.key === open}
            mayEdit={mayEdit}
            onPress={() => onOpen(block.key === open ? null : block.key)}
            onChange={(change) => onChange(block.key, change)}
            onRemove={() => remove(block.key)}
          />
        ))}
      </div>
      {mayEdit && <IconButton icon="add" label={t('addHoursOn', { day })} onClick={onAdd} />}
      {mayEdit && edited && (
        <BlockFields
          block={edited}
          onChange={(change) => onChange(edited.key, change)}
          onRemove={() => remove(edited.key)}
          onCopy={onCopy}
        />
      )}
    </div>
  )
}
