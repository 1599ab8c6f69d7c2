import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Notice,
  Page,
  Panel,
  Stack,
  TextLink,
  useFormat,
  usePathParams,
  useWords,
} from '../../ui/kit/index.ts'
import { Acts } from './Acts.tsx'
import { Mapping } from './Mapping.tsx'
import { Outcome } from './Outcome.tsx'
import { Problems } from './Problems.tsx'
import { StateBadge } from './StateBadge.tsx'

export type Batch = Returns<'GET /imports/{id}'>

/** One import, from the file to its undo. */
export default function ImportScreen() {
  const { t } = useWords('exchange')
  const { id = '' } = usePathParams()
  const read = useApi('GET /imports/{id}', { id }, { live: ['import'], keep: true })
  const batch = read.data
  return (
    <Page
      title={batch?.fileName ?? t('title')}
      about={batch && <About batch={batch} />}
      crumbs={[{ label: t('title'), to: '/imports' }]}
      actions={batch && <Acts batch={batch} />}
    >
      <Await read={read}>{(found) => <Steps batch={found} />}</Await>
    </Page>
  )
}

function About({ batch }: { batch: Batch }) {
  const { t } = useWords('exchange')
  const format = useFormat()
  const size = format.number(Math.max(1, Math.round(batch.fileSize / 1024)))
  return (
    <>
      <StateBadge state={batch.state} /> {t(`kinds.${batch.kind}`)} · {t('size', { size })} ·{' '}
      {t('uploadedBy', { name: batch.createdBy, when: format.when(batch.createdAt) })}
    </>
  )
}

function Steps({ batch }: { batch: Batch }) {
  const { t } = useWords('exchange')
  const format = useFormat()
  const hasRun = batch.counts.rows > 0
  return (
    <Stack>
      {batch.failure && (
        <Notice tone="bad" title={t('failed')}>
          {batch.failure}
        </Notice>
      )}
      {batch.earlier.length > 0 && batch.can.run && (
        <Notice tone="warn" title={t('sameFile')}>
          <TextLink to={`/imports/${batch.earlier[0]!.id}`}>
            {t('sameFileText', { when: format.when(batch.earlier[0]!.finishedAt) })}
          </TextLink>
        </Notice>
      )}
      {hasRun && <Outcome batch={batch} />}
      {batch.can.map && <Mapping key={batch.id} batch={batch} />}
      {hasRun && <Problems batch={batch} />}
      {!batch.can.map && batch.map && (
        <Panel title={t('map.used')}>
          <details>
            <summary>{t('map.show')}</summary>
            <pre tabIndex={0}>{JSON.stringify(batch.map, null, 2)}</pre>
          </details>
        </Panel>
      )}
    </Stack>
  )
}
