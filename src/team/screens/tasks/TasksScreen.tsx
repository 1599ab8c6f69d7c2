import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Dialog,
  Drawer,
  EmptyState,
  Page,
  Panel,
  SelectField,
  Tabs,
  Toolbar,
  useCan,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { QUEUES, type Task } from './model.ts'
import { NewTask } from './NewTask.tsx'
import { TaskDetails } from './TaskDetails.tsx'
import { TaskTable } from './TaskTable.tsx'

const VIEWS = ['mine', 'queues', 'all', 'done'] as const
type View = (typeof VIEWS)[number]

/** What is to be done: by me, by my queues, by everybody, and what was done. */
export default function TasksScreen() {
  const { t } = useWords('team')
  const can = useCan()
  const [url, setUrl] = useUrlState({ view: 'mine', queue: '', open: '', new: '' })
  const view = url.view as View
  const list = useApi(
    'GET /tasks',
    { view, queue: (url.queue || undefined) as Task['queue'] & string, limit: 200 },
    { keep: true, live: ['task'] },
  )
  const add = can('tasks.edit') && (
    <Button kind="main" icon="add" onClick={() => setUrl({ new: '1' })}>
      {t('task.add')}
    </Button>
  )
  const tasks = (
    <Panel flush>
      {view !== 'mine' && (
        <Toolbar>
          <SelectField
            label={t('task.queue')}
            hideLabel
            clearable
            placeholder={t('task.everyQueue')}
            value={url.queue || null}
            onChange={(queue: string | null) => setUrl({ queue: queue ?? '' })}
            choices={QUEUES.map((queue) => ({ value: queue, label: t(`queue.${queue}`) }))}
          />
        </Toolbar>
      )}
      <Await
        read={list}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState
            icon="check"
            title={t(`task.none.${view}`)}
            text={t(`task.noneText.${view}`)}
            action={add}
          />
        }
      >
        {({ items }) => (
          <TaskTable
            label={t(`task.view.${view}`)}
            tasks={items}
            onOpen={(task) => setUrl({ open: task.id })}
          />
        )}
      </Await>
    </Panel>
  )
  return (
    <Page title={t('task.title')} about={t('task.about')} actions={add}>
      <Tabs
        open={view}
        onOpen={(next) => setUrl({ view: next, open: '' })}
        tabs={VIEWS.map((one) => ({
          key: one,
          label: t(`task.view.${one}`),
          content: one === view ? tasks : null,
        }))}
      />
      <Drawer open={url.open !== ''} onClose={() => setUrl({ open: '' })} title={t('task.one')}>
        {url.open && <TaskDetails id={url.open} />}
      </Drawer>
      <Dialog open={url.new === '1'} onClose={() => setUrl({ new: '' })} title={t('task.add')}>
        <NewTask onDone={() => setUrl({ new: '' })} />
      </Dialog>
    </Page>
  )
}
