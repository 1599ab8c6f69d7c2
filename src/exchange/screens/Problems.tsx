import { chosenPractice, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  EmptyState,
  Notice,
  Panel,
  SegmentField,
  useUrlState,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'
import type { Batch } from './ImportScreen.tsx'

type Problem = Returns<'GET /imports/{id}/problems'>['items'][number]
const KINDS = ['all', 'refused', 'odd', 'skipped', 'repeated'] as const
const TONES = { refused: 'bad', odd: 'warn', skipped: 'calm', repeated: 'calm' } as const
const MOST = 200

/** Rows that were not taken, left out, or are odd; the file of them can be mended and brought again. */
export function Problems({ batch }: { batch: Batch }) {
  const { t } = useWords('exchange')
  const [url, setUrl] = useUrlState({ kind: 'all' })
  const { refused, odd, skipped, repeated } = batch.counts
  const kind = KINDS.find((each) => each === url.kind && each !== 'all') as Problem['kind'] | undefined
  const read = useApi(
    'GET /imports/{id}/problems',
    { id: batch.id, limit: MOST, ...(kind ? { kind } : {}) },
    { keep: true, live: ['import'] },
  )
  if (refused + odd + skipped + repeated === 0 || batch.state === 'undone') return null
  const file = (
    <Button icon="download" small href={fileHref(batch.id)}>
      {t('problems.file')}
    </Button>
  )
  return (
    <Panel title={t('problems.title')} actions={file}>
      <SegmentField
        label={t('problems.show')}
        hideLabel
        value={url.kind}
        choices={KINDS.map((each) => ({ value: each, label: t(`problems.kind.${each}`) }))}
        onChange={(next: string) => setUrl({ kind: next })}
      />
      <Await read={read}>
        {({ items, next }) => (
          <>
            <ProblemTable items={items} />
            {next && <Notice>{t('problems.more', { count: MOST })}</Notice>}
          </>
        )}
      </Await>
    </Panel>
  )
}

/** The browser asks for the file by itself, so the practice stands in the query. */
function fileHref(id: string): string {
  const practice = chosenPractice.get()
  return `/api/imports/${id}/problems.csv${practice ? `?practice=${encodeURIComponent(practice)}` : ''}`
}

function ProblemTable({ items }: { items: Problem[] }) {
  const { t } = useWords('exchange')
  const columns: Column<Problem>[] = [
    {
      key: 'line',
      title: t('problems.line'),
      align: 'right',
      width: 80,
      sort: (one) => one.line,
      render: (one) => one.line,
    },
    {
      key: 'kind',
      title: t('problems.what'),
      width: 130,
      render: (one) => <Badge tone={TONES[one.kind]}>{t(`problems.kind.${one.kind}`)}</Badge>,
    },
    { key: 'message', title: t('problems.reason'), render: (one) => one.message },
    {
      key: 'cells',
      title: t('problems.row'),
      render: (one) => shortened(Object.values(one.cells)),
      wideOnly: true,
    },
  ]
  return (
    <DataTable
      label={t('problems.title')}
      rows={items}
      columns={columns}
      empty={<EmptyState icon="done" title={t('problems.none')} />}
    />
  )
}

function shortened(cells: string[]): string {
  const text = cells.filter(Boolean).join(' · ')
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}
