import { useAct } from '../../../ui/api/index.ts'
import {
  Dialog,
  Form,
  notify,
  RadioField,
  required,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientField } from '../ClientField.tsx'
import type { PayoutLine } from './PayoutsTab.tsx'

interface Wish extends Record<string, unknown> {
  as: 'payment' | 'cost' | 'accepted'
  clientId: string | null
  reason: string
}

/** Says what money in a payout is that the books do not know. */
export function ResolveDialog({ line, onDone }: { line: PayoutLine; onDone: () => void }) {
  const { t } = useWords('billing')
  const act = useAct('POST /payout-lines/{id}/resolution')
  const mayBePayment = line.kind === 'payment' && line.difference === 'unknown' && line.grossMinor > 0
  const form = useFields<Wish>({
    initial: { as: mayBePayment ? 'payment' : 'accepted', clientId: null, reason: '' },
    check: { reason: required(t('reasonMissing')) },
  })
  const choices = (['payment', 'cost', 'accepted'] as const)
    .filter((value) => value !== 'payment' || mayBePayment)
    .map((value) => ({
      value,
      label: t(`books.payouts.as.${value}`),
      help: t(`books.payouts.asHelp.${value}`),
    }))
  return (
    <Dialog open onClose={onDone} title={t('books.payouts.resolve')}>
      <Form
        form={form}
        submit={t('books.payouts.resolve')}
        onCancel={onDone}
        onSubmit={async ({ as, clientId, reason }) => {
          await act.do({ id: line.id, as, reason, ...(as === 'payment' ? { clientId } : {}) })
          notify.done(t('books.payouts.resolved'))
          onDone()
        }}
      >
        <RadioField label={t('books.payouts.what')} choices={choices} {...form.field('as')} />
        {form.values.as === 'payment' && <ClientField bound={form.field('clientId')} />}
        <TextField label={t('reason')} required {...form.field('reason')} />
      </Form>
    </Dialog>
  )
}
