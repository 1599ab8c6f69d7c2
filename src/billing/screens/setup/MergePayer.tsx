import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Dialog,
  Form,
  notify,
  required,
  SelectField,
  Text,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

interface MergePayerProps {
  payer: { id: string; name: string }
  onDone: () => void
}

/** Two payers that are one: what this one pays goes to the other. */
export function MergePayer({ payer, onDone }: MergePayerProps) {
  const { t } = useWords('billing')
  const payers = useApi('GET /bill-payers')
  const merge = useAct('POST /bill-payers/{id}/merge')
  const form = useFields({
    initial: { intoId: null as string | null },
    check: { intoId: required(t('payers.pickMissing')) },
  })
  const others = (payers.data?.items ?? []).filter((one) => one.id !== payer.id && !one.isArchived)
  return (
    <Dialog open onClose={onDone} title={t('payers.mergeTitle', { name: payer.name })} size="small">
      <Form
        form={form}
        submit={t('payers.mergeAct')}
        onCancel={onDone}
        onSubmit={async ({ intoId }) => {
          await merge.do({ id: payer.id, intoId: intoId! })
          notify.done(t('payers.merged'))
          onDone()
        }}
      >
        <Text tone="soft">{t('payers.mergeText')}</Text>
        <SelectField
          label={t('payers.pick')}
          required
          choices={others.map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('intoId')}
        />
      </Form>
    </Dialog>
  )
}
