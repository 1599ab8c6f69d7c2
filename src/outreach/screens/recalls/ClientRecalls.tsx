import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DayField,
  Dialog,
  Form,
  Loading,
  Panel,
  Row,
  SelectField,
  Stack,
  Text,
  TextLink,
  notify,
  required,
  useCan,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import { Standing } from './RecallTable.tsx'

/** When the client whose page this is is to come again. */
export default function ClientRecalls({ id: clientId }: PartProps) {
  const { t } = useWords('outreach')
  const can = useCan()
  const format = useFormat()
  const [isAdding, setAdding] = useState(false)
  const read = useApi('GET /recalls', { clientId }, { live: ['recall', 'appointment'] })
  return (
    <Panel
      title={t('recalls.title')}
      actions={
        can('recalls.edit') && (
          <Button small icon="add" onClick={() => setAdding(true)}>
            {t('recalls.add')}
          </Button>
        )
      }
    >
      <Await
        read={read}
        loading={<Loading lines={1} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text tone="soft">{t('recalls.noneOfClient')}</Text>}
      >
        {({ items }) => (
          <Stack gap="tight">
            {items.map((recall) => (
              <Row key={recall.id} justify="between" align="start" nowrap>
                <span>
                  <TextLink to="/recalls" search={{ show: 'all', open: recall.id }}>
                    {recall.typeName}
                  </TextLink>
                  <Text as="div" size="small" tone="soft">
                    {format.day(recall.dueOn)}
                  </Text>
                </span>
                <span>
                  <Standing of={recall} />
                </span>
              </Row>
            ))}
          </Stack>
        )}
      </Await>
      {isAdding && <AddRecall clientId={clientId} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

function AddRecall({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { t } = useWords('outreach')
  const types = useApi('GET /recall-types', {})
  const add = useAct('POST /clients/{clientId}/recalls')
  const form = useFields({
    initial: { typeId: null as string | null, dueOn: null as string | null },
    check: { typeId: required(t('recalls.kindMissing')), dueOn: required(t('recalls.dayMissing')) },
  })
  return (
    <Dialog open onClose={onClose} title={t('recalls.addTitle')} size="small">
      <Form
        form={form}
        onCancel={onClose}
        onSubmit={async ({ typeId, dueOn }) => {
          await add.do({ clientId, typeId: typeId!, dueOn: dueOn! })
          notify.done(t('recalls.added'))
          onClose()
        }}
      >
        <SelectField
          label={t('recalls.kind')}
          required
          {...form.field('typeId')}
          choices={(types.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DayField label={t('recalls.due')} required {...form.field('dueOn')} />
      </Form>
    </Dialog>
  )
}
