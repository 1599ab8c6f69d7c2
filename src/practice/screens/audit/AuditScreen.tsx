import { useState } from 'react'
import { call, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Code,
  DataTable,
  DayField,
  Dialog,
  EmptyState,
  Facts,
  Notice,
  notify,
  Page,
  Panel,
  SelectField,
  Stack,
  Text,
  Toolbar,
  useMe,
  useUrlState,
  useWords,
  When,
  type Column,
} from '../../../ui/kit/index.ts'
import classes from '../practice.module.css'
import { dayEnd, dayStart } from './day-bounds.ts'
import { VerdictNotice } from './VerdictNotice.tsx'

export type Entry = Returns<'GET /audit'>['items'][number]

const SORTS = ['at', 'actor', 'operation', 'subject', 'outcome'] as const

/** Who did or read what, when, from where and why. */
export default function AuditScreen() {
  const { t } = useWords('practice')
  const [url, setUrl] = useUrlState({ from: '', to: '', actor: '', outcome: '', sort: 'at' })
  const me = useMe()
  const [checking, setChecking] = useState(false)
  const staff = useApi('GET /staff', { show: 'all' })
  const question = {
    limit: 100,
    ...(url.from ? { from: dayStart(url.from, me.practice.zone) } : {}),
    ...(url.to ? { to: dayEnd(url.to, me.practice.zone) } : {}),
    ...(url.actor ? { actorId: url.actor } : {}),
    ...(url.outcome ? { outcome: url.outcome as Entry['outcome'] } : {}),
    sort: url.sort as (typeof SORTS)[number],
    order: url.sort === 'at' ? ('desc' as const) : ('asc' as const),
  }
  return (
    <Page
      title={t('audit.title')}
      about={t('audit.about')}
      actions={
        <Button icon="security" onClick={() => setChecking(true)}>
          {t('audit.check')}
        </Button>
      }
    >
      {checking && <VerdictNotice />}
      <Toolbar>
        <DayField
          label={t('audit.from')}
          hideLabel
          placeholder={t('audit.from')}
          clearable
          value={url.from || null}
          onChange={(from: string | null) => setUrl({ from: from ?? '' })}
        />
        <DayField
          label={t('audit.to')}
          hideLabel
          placeholder={t('audit.to')}
          clearable
          value={url.to || null}
          onChange={(to: string | null) => setUrl({ to: to ?? '' })}
        />
        <SelectField
          label={t('audit.who')}
          hideLabel
          placeholder={t('audit.everybody')}
          clearable
          search
          choices={(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={url.actor || null}
          onChange={(actor: string | null) => setUrl({ actor: actor ?? '' })}
        />
        <SelectField
          label={t('audit.outcome')}
          hideLabel
          placeholder={t('audit.everything')}
          clearable
          choices={['done', 'read', 'refused'].map((value) => ({ value, label: t(`outcome.${value}`) }))}
          value={url.outcome || null}
          onChange={(outcome: string | null) => setUrl({ outcome: outcome ?? '' })}
        />
        <SelectField
          label={t('audit.sort')}
          hideLabel
          choices={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
          value={url.sort}
          onChange={(sort: string | null) => setUrl({ sort: sort ?? 'at' })}
        />
      </Toolbar>
      <AuditTable key={JSON.stringify(question)} question={question} />
    </Page>
  )
}

type Question = NonNullable<Parameters<typeof call<'GET /audit'>>[1]>

function AuditTable({ question }: { question: Question }) {
  const { t } = useWords('practice')
  const columns = useColumns()
  const read = useApi('GET /audit', question, { keep: true })
  const [more, setMore] = useState<{ items: Entry[]; next: string | null } | null>(null)
  const [open, setOpen] = useState<Entry | null>(null)
  const load = async (cursor: string) => {
    try {
      const page = await call('GET /audit', { ...question, cursor })
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next })
    } catch (error) {
      notify.problem(error)
    }
  }
  return (
    <Panel flush>
      <Await read={read}>
        {({ items, next }) => {
          const cursor = more ? more.next : next
          return (
            <DataTable
              label={t('audit.title')}
              rows={[...items, ...(more?.items ?? [])]}
              columns={columns}
              onOpen={setOpen}
              onMore={cursor ? () => void load(cursor) : undefined}
              empty={<EmptyState icon="security" title={t('audit.none')} text={t('audit.noneText')} />}
            />
          )
        }}
      </Await>
      <Dialog open={open !== null} onClose={() => setOpen(null)} title={t('audit.entry')} size="large">
        {open && <EntryDetails entry={open} />}
      </Dialog>
    </Panel>
  )
}

function useColumns(): Column<Entry>[] {
  const { t } = useWords('practice')
  return [
    { key: 'at', title: t('sort.at'), render: (entry) => <When at={entry.at} />, width: 190 },
    { key: 'actor', title: t('sort.actor'), render: (entry) => <bdi>{entry.actorName}</bdi> },
    { key: 'operation', title: t('sort.operation'), render: (entry) => <What entry={entry} /> },
    {
      key: 'outcome',
      title: t('sort.outcome'),
      width: 120,
      render: (entry) => (
        <Badge tone={entry.outcome === 'refused' ? 'bad' : entry.outcome === 'read' ? 'info' : 'good'}>
          {t(`outcome.${entry.outcome}`)}
        </Badge>
      ),
      wideOnly: true,
    },
    { key: 'reason', title: t('audit.why'), render: (entry) => entry.reason ?? '', wideOnly: true },
  ]
}

/** What happened, in words; the operation and the names of its events below. One act may be several: a new client and a booking. */
function What({ entry }: { entry: Entry }) {
  const { t } = useWords('practice')
  const changes = entry.changes as { event?: string }[]
  const events = [...new Set(changes.flatMap(({ event }) => event ?? []))]
  if (events.length === 0) return <span>{entry.operation}</span>
  return (
    <span>
      {events.map((name) => t(`event.${name}`, { defaultValue: name })).join(', ')}
      <Text as="div" size="small" tone="soft">
        {[entry.operation, ...events].join(' · ')}
      </Text>
    </span>
  )
}

function EntryDetails({ entry }: { entry: Entry }) {
  const { t } = useWords('practice')
  return (
    <Stack>
      <Facts
        of={[
          [t('sort.at'), <When key="at" at={entry.at} />],
          [t('sort.actor'), entry.actorName],
          [t('sort.operation'), entry.operation],
          [t('sort.outcome'), t(`outcome.${entry.outcome}`)],
          [t('audit.why'), entry.reason],
          [t('audit.address'), entry.address && <Code>{entry.address}</Code>],
          [t('sort.subject'), entry.subjectType && `${entry.subjectType} ${entry.subjectId ?? ''}`],
        ]}
      />
      {entry.changes.length > 0 ? (
        <pre className={classes.changes} tabIndex={0}>
          {JSON.stringify(entry.changes, null, 2)}
        </pre>
      ) : (
        <Notice>{t('audit.noChanges')}</Notice>
      )}
    </Stack>
  )
}
