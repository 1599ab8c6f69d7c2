import { useEffect, useState } from 'react'
import { call, useApi } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  Code,
  DataTable,
  Day,
  EmptyState,
  notify,
  Page,
  Panel,
  Person,
  SegmentField,
  TextField,
  Toolbar,
  useCan,
  useGo,
  useUrlState,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'
import type { Returns } from '../../ui/api/index.ts'
import classes from './clients.module.css'
import { NewClientDialog } from './NewClientDialog.tsx'

type Row = Returns<'GET /clients'>['items'][number]

/** Everybody the practice serves, by name or by what was typed. */
export default function ClientsScreen() {
  const { t } = useWords('clients')
  const [url, setUrl] = useUrlState({ q: '', new: '', state: 'active' })
  const can = useCan()
  const q = useSettled(url.q)
  const newButton = can('clients.edit') && (
    <Button kind="main" icon="addPerson" onClick={() => setUrl({ new: '1' })}>
      {t('newClient')}
    </Button>
  )
  return (
    <Page title={t('title')} about={t('about')} actions={newButton}>
      <Toolbar
        end={
          <SegmentField
            label={t('state.label')}
            hideLabel
            value={url.state}
            onChange={(state: string) => setUrl({ state })}
            choices={['active', 'archived'].map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        }
      >
        <div className={classes.search}>
          <TextField
            label={t('search')}
            hideLabel
            icon="search"
            placeholder={t('search')}
            type="search"
            value={url.q}
            onChange={(text: string) => setUrl({ q: text })}
          />
        </div>
      </Toolbar>
      <Panel flush>
        <ClientTable q={q} state={url.state === 'archived' ? 'archived' : 'active'} newButton={newButton} />
      </Panel>
      <NewClientDialog open={url.new === '1'} onClose={() => setUrl({ new: '' })} />
    </Page>
  )
}

interface TableProps {
  q: string
  state: 'active' | 'archived'
  newButton: React.ReactNode
}

function ClientTable({ q, state, newButton }: TableProps) {
  const { t } = useWords('clients')
  const go = useGo()
  const columns = useColumns()
  const question = q ? { q, limit: 100 } : { state }
  const list = useApi('GET /clients', question, { keep: true })
  const more = useMorePages(question, list.data?.next ?? null)
  return (
    <Await read={list}>
      {({ items }) => (
        <DataTable
          label={t('title')}
          rows={[...items, ...more.rows]}
          columns={columns}
          onOpen={(client) => go(`/clients/${client.id}`)}
          onMore={more.load}
          empty={
            q ? (
              <EmptyState icon="search" title={t('nobody')} text={t('nobodyText')} action={newButton} />
            ) : (
              <EmptyState
                icon="clients"
                title={t(`none.${state}`)}
                text={t(`noneText.${state}`)}
                action={newButton}
              />
            )
          }
        />
      )}
    </Await>
  )
}

function useColumns(): Column<Row>[] {
  const { t } = useWords('clients')
  return [
    {
      key: 'name',
      title: t('field.name'),
      render: (row) => <Person name={row.name} about={<Second row={row} />} />,
    },
    {
      key: 'number',
      title: t('field.number'),
      render: (row) => <Code>{row.number}</Code>,
      wideOnly: true,
      width: 90,
    },
    {
      key: 'born',
      title: t('field.born'),
      render: (row) => (row.bornOn ? <Day of={row.bornOn} /> : '–'),
      wideOnly: true,
      width: 150,
    },
    {
      key: 'phone',
      title: t('field.phone'),
      render: (row) => <Code>{row.phone ?? '–'}</Code>,
      wideOnly: true,
      width: 180,
    },
  ]
}

function Second({ row }: { row: Row }) {
  const { t } = useWords('clients')
  return (
    <>
      {[row.preferredName && t('called', { name: row.preferredName }), row.email]
        .filter(Boolean)
        .join(' · ') || `#${row.number}`}
    </>
  )
}

/** Pages after the first, each loaded when asked for; they start over when the question changes. */
function useMorePages(question: { q?: string; state?: 'active' | 'archived' }, first: string | null) {
  const key = JSON.stringify(question)
  const [pages, setPages] = useState<{ key: string; rows: Row[]; next: string | null }>({
    key,
    rows: [],
    next: first,
  })
  const known = pages.key === key && pages.rows.length > 0 ? pages : { key, rows: [], next: first }
  const load = async () => {
    try {
      const page = await call('GET /clients', { ...question, cursor: known.next ?? undefined })
      setPages({ key, rows: [...known.rows, ...page.items], next: page.next })
    } catch (error) {
      notify.problem(error)
    }
  }
  return { rows: known.rows, load: known.next ? () => void load() : undefined }
}

/** What was typed, once the person stopped typing for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text.trim())
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 180)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
