import { ActionIcon, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../words/i18n.ts'
import { Button } from '../actions.tsx'
import { DayField, SegmentField, type Choice } from '../fields.tsx'
import { Icon } from '../icons.tsx'
import { Toolbar } from '../layout.tsx'
import { stepDay } from './step-day.ts'

interface CalendarBarProps {
  /** `YYYY-MM-DD`. */
  date: string
  today: string
  onDate: (date: string) => void
  /** How far the arrows go. */
  step: 'day' | 'week' | 'month'
  view?: string
  views?: Choice[]
  onView?: (view: string) => void
  viewLabel?: string
  children?: ReactNode
  end?: ReactNode
}

/** Today, back and forth, the date, the view, and what the screen adds. */
export function CalendarBar(props: CalendarBarProps) {
  const { date, today, onDate, step, view, views, onView, viewLabel, children, end } = props
  const { t } = useWords()
  return (
    <Toolbar
      end={
        <>
          {end}
          {views && (
            <SegmentField
              label={viewLabel ?? t('calendar.label')}
              choices={views}
              value={view}
              onChange={(next: string) => onView?.(next)}
            />
          )}
        </>
      }
    >
      <Button onClick={() => onDate(today)} disabled={date === today}>
        {t('today')}
      </Button>
      <Group gap={2} wrap="nowrap">
        <ActionIcon aria-label={t('previous')} onClick={() => onDate(stepDay(date, step, -1))}>
          <Icon name="previous" />
        </ActionIcon>
        <ActionIcon aria-label={t('next')} onClick={() => onDate(stepDay(date, step, 1))}>
          <Icon name="next" />
        </ActionIcon>
      </Group>
      <DayField
        label={t('pickDay')}
        hideLabel
        value={date}
        onChange={(day: string | null) => day && onDate(day)}
      />
      {children}
    </Toolbar>
  )
}
