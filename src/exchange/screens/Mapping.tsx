import { useState } from 'react'
import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  Notice,
  notify,
  Panel,
  Row,
  Stack,
  Tabs,
  TextArea,
  useWords,
} from '../../ui/kit/index.ts'
import { ColumnChoices } from './ColumnChoices.tsx'
import type { Batch } from './ImportScreen.tsx'
import { SampleTable } from './SampleTable.tsx'

export type MapDraft = Record<string, unknown>

/** Says how the file is read: by choosing columns, or as a mapping file. Both edit the same mapping. */
export function Mapping({ batch }: { batch: Batch }) {
  const { t } = useWords('exchange')
  const read = useApi('GET /imports/{id}/suggestion', { id: batch.id })
  return (
    <Panel title={t('map.title')}>
      <Await read={read}>
        {(suggestion) => (
          <Stack>
            {suggestion.warning && <Notice tone="warn">{suggestion.warning}</Notice>}
            <SampleTable columns={suggestion.columns} rows={suggestion.sample} />
            <Editor
              batch={batch}
              columns={suggestion.columns}
              unsure={batch.map ? [] : suggestion.unsure}
              initial={batch.map ?? suggestion.map}
            />
          </Stack>
        )}
      </Await>
    </Panel>
  )
}

function Editor({
  batch,
  columns,
  unsure,
  initial,
}: {
  batch: Batch
  columns: string[]
  unsure: string[]
  initial: MapDraft
}) {
  const { t } = useWords('exchange')
  const save = useAct('PUT /imports/{id}/map')
  const [text, setText] = useState(() => JSON.stringify(initial, null, 2))
  const [tab, setTab] = useState('columns')
  const draft = readDraft(text)
  const write = (map: MapDraft) => setText(JSON.stringify(map, null, 2))
  const keep = async () => {
    if (!draft) return
    await save.do({ id: batch.id, map: draft }).then(
      () => notify.done(t('map.saved')),
      () => {},
    )
  }
  return (
    <Stack>
      {unsure.length > 0 && (
        <Notice tone="warn" title={t('map.unsure')}>
          <ul>
            {unsure.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Tabs
        open={tab}
        onOpen={setTab}
        tabs={[
          {
            key: 'columns',
            label: t('map.byColumns'),
            icon: 'list',
            content: draft ? (
              <ColumnChoices kind={batch.kind} map={draft} columns={columns} onChange={write} />
            ) : (
              <Notice tone="bad">{t('map.notJson')}</Notice>
            ),
          },
          {
            key: 'file',
            label: t('map.asFile'),
            icon: 'fields',
            content: <MapFile text={text} onChange={setText} />,
          },
        ]}
      />
      <Notice of={save.error} />
      <Row justify="end">
        <Button
          kind={batch.map ? 'normal' : 'main'}
          icon="check"
          busy={save.busy}
          disabled={!draft}
          onClick={keep}
        >
          {t('map.save')}
        </Button>
      </Row>
    </Stack>
  )
}

function MapFile({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useWords('exchange')
  const isJson = readDraft(text) !== null
  return (
    <TextArea
      label={t('map.json')}
      help={t('map.jsonHelp')}
      rows={18}
      value={text}
      error={isJson ? undefined : t('map.notJson')}
      onChange={(next: string) => onChange(next)}
    />
  )
}

function readDraft(text: string): MapDraft | null {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as MapDraft) : null
  } catch {
    return null
  }
}
