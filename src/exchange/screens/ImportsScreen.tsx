import type { ReactNode } from 'react'
import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Page,
  Panel,
  useFormat,
  useGo,
  useUrlState,
  useWords,
  When,
  type Column,
} from '../../ui/kit/index.ts'
import { StateBadge } from './StateBadge.tsx'
import { UploadFile } from './UploadFile.tsx'

type Batch = Returns<'GET /imports'>['items'][number]

/** What was imported, and the way to bring more. */
export default function ImportsScreen() {
  const { t } = useWords('exchange')
  const [url, setUrl] = useUrlState({ new: '' })
  const go = useGo()
  const read = useApi('GET /imports', { limit: 100 }, { live: ['import'] })
  const newButton = (
    <Button kind="main" icon="upload" onClick={() => setUrl({ new: '1' })}>
      {t('upload')}
    </Button>
  )
  return (
    <Page title={t('title')} about={t('about')} actions={newButton}>
      <Panel flush>
        <Await read={read}>
          {({ items }) => (
            <Batches
              items={items}
              empty={<EmptyState icon="upload" title={t('none')} text={t('noneText')} action={newButton} />}
            />
          )}
        </Await>
      </Panel>
      <Dialog open={url.new === '1'} onClose={() => setUrl({ new: '' })} title={t('upload')}>
        <UploadFile onDone={(id) => go(`/imports/${id}`)} onCancel={() => setUrl({ new: '' })} />
      </Dialog>
    </Page>
  )
}

function Batches({ items, empty }: { items: Batch[]; empty: ReactNode }) {
  const { t } = useWords('exchange')
  const format = useFormat()
  const go = useGo()
  const columns: Column<Batch>[] = [
    {
      key: 'file',
      title: t('file'),
      sort: (one) => one.fileName,
      render: (one) => <strong>{one.fileName}</strong>,
    },
    { key: 'kind', title: t('kind'), render: (one) => t(`kinds.${one.kind}`), wideOnly: true },
    { key: 'state', title: t('state'), render: (one) => <StateBadge state={one.state} /> },
    {
      key: 'added',
      title: t('counts.added'),
      align: 'right',
      render: (one) => format.number(one.counts.added),
    },
    {
      key: 'refused',
      title: t('counts.refused'),
      align: 'right',
      render: (one) => format.number(one.counts.refused),
      wideOnly: true,
    },
    {
      key: 'at',
      title: t('at'),
      sort: (one) => one.createdAt,
      render: (one) => <When at={one.createdAt} />,
      wideOnly: true,
    },
    { key: 'by', title: t('by'), render: (one) => one.createdBy, wideOnly: true },
  ]
  return (
    <DataTable
      label={t('title')}
      rows={items}
      columns={columns}
      onOpen={(one) => go(`/imports/${one.id}`)}
      empty={empty}
    />
  )
}
