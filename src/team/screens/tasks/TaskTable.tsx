import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import { Badge, DataTable, Day, IconButton, Text, useCan, useMe, useWords } from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import type { Task } from './model.ts'

interface TaskTableProps {
  label: string
  tasks: Task[]
  onOpen: (task: Task) => void
}

/** Tasks to be ticked off: what, about whom, by whom, until when. */
export function TaskTable({ label, tasks, onOpen }: TaskTableProps) {
  const { t } = useWords('team')
  return (
    <DataTable
      label={label}
      rows={tasks}
      onOpen={onOpen}
      rowTone={(task) => (task.doneAt ? 'soft' : undefined)}
      columns={[
        { key: 'tick', title: '', width: 56, render: (task) => <Tick task={task} /> },
        {
          key: 'title',
          title: t('task.what'),
          sort: (task) => task.title,
          render: (task) => (
            <span className={classes.what}>
              <span>{task.title}</span>
              <Text as="span" size="small" tone="soft">
                {[task.clientName, task.ruleName && t('task.byRule', { rule: task.ruleName })]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </span>
          ),
        },
        { key: 'who', title: t('task.who'), wideOnly: true, render: (task) => <Who task={task} /> },
        {
          key: 'due',
          title: t('task.due'),
          width: 'min(220px, 38vw)',
          sort: (task) => task.dueOn ?? '9999',
          render: (task) => <DueDay task={task} />,
        },
        {
          key: 'priority',
          title: t('task.priority'),
          wideOnly: true,
          width: 130,
          render: (task) => <Priority of={task.priority} />,
        },
      ]}
    />
  )
}

function Tick({ task }: { task: Task }) {
  const { t } = useWords('team')
  const can = useCan()
  const finish = useAct('POST /tasks/{id}/done')
  const reopen = useAct('POST /tasks/{id}/reopening')
  const isDone = task.doneAt !== null
  const act = isDone ? reopen : finish
  return (
    <IconButton
      icon={isDone ? 'done' : 'open'}
      label={t(isDone ? 'task.reopenOne' : 'task.finishOne', { title: task.title })}
      active={isDone}
      busy={act.busy}
      disabled={!can('tasks.edit')}
      onClick={(event) => {
        event.stopPropagation()
        void act.do({ id: task.id }).catch(() => {})
      }}
    />
  )
}

export function Who({ task }: { task: Task }) {
  const { t } = useWords('team')
  return <>{task.ownerName ?? (task.queue ? t(`queue.${task.queue}`) : '')}</>
}

/** The day, with a word when it is today or past: never by colour alone. */
export function DueDay({ task }: { task: Task }) {
  const { t } = useWords('team')
  const today = useToday()
  if (!task.dueOn)
    return (
      <Text as="span" tone="soft">
        {t('task.noDay')}
      </Text>
    )
  if (task.doneAt || task.dueOn > today) return <Day of={task.dueOn} />
  const isLate = task.dueOn < today
  return (
    <Badge tone={isLate ? 'bad' : 'accent'} icon={isLate ? 'alert' : 'clock'}>
      {isLate ? (
        <>
          {t('task.late')} · <Day of={task.dueOn} />
        </>
      ) : (
        t('task.today')
      )}
    </Badge>
  )
}

export function Priority({ of }: { of: Task['priority'] }) {
  const { t } = useWords('team')
  if (of === 'normal') return null
  const tone = of === 'urgent' ? 'bad' : of === 'high' ? 'warn' : 'calm'
  return (
    <Badge tone={tone} icon={of === 'low' ? 'down' : 'flag'}>
      {t(`priority.${of}`)}
    </Badge>
  )
}

/** Today at the practice, which may be another day than here. */
export function useToday(): string {
  const { zone } = useMe().practice
  const [now] = useState(() => Date.now())
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now)
}
