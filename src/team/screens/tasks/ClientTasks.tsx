import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { Await, Button, Dialog, Drawer, Panel, Text, useCan, useWords } from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import classes from '../team.module.css'
import { NewTask } from './NewTask.tsx'
import { TaskDetails } from './TaskDetails.tsx'
import { DueDay, Who } from './TaskTable.tsx'

/** Open tasks about a client, beside the client's page. */
export default function ClientTasks({ id }: PartProps) {
  return <TasksOf about={{ clientId: id }} />
}

/** Open tasks about a client or one visit, and a new one about it. */
export function TasksOf({ about }: { about: { clientId: string } | { appointmentId: string } }) {
  const { t } = useWords('team')
  const can = useCan()
  const [opened, setOpened] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const list = useApi('GET /tasks', { view: 'all', ...about, limit: 20 }, { live: ['task'] })
  const add = can('tasks.edit') && (
    <Button icon="add" small onClick={() => setAdding(true)}>
      {t('task.add')}
    </Button>
  )
  return (
    <Panel title={t('nav.tasks')} actions={add}>
      <Await
        read={list}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Text size="small" tone="soft">
            {t('task.noneOfClient')}
          </Text>
        }
      >
        {({ items }) => (
          <ul className={classes.short}>
            {items.map((task) => (
              <li key={task.id}>
                <button type="button" onClick={() => setOpened(task.id)}>
                  <span>{task.title}</span>
                  <small>
                    <Who task={task} /> · <DueDay task={task} />
                  </small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Await>
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={t('task.one')}>
        {opened && <TaskDetails id={opened} />}
      </Drawer>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('task.add')}>
        <NewTask {...about} onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  )
}
