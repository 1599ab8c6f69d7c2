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
import type { Lead } from './LeadsScreen.tsx'

const REASONS = ['no-answer', 'price', 'no-time', 'elsewhere', 'not-offered', 'spam']

/** Nobody is lost without a reason: it is what the practice learns from. */
export function LostDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useWords('clients')
  const move = useAct('POST /leads/{id}/stage')
  const form = useFields({
    initial: { reason: '', other: '' },
    check: {
      reason: required(t('lead.reasonMissing')),
      other: (other, { reason }) => (reason === 'other' && !other.trim() ? t('lead.reasonMissing') : null),
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('lead.lostTitle', { name: lead.name })} size="small">
      <Form
        form={form}
        onCancel={onClose}
        submit={t('lead.to.lost')}
        onSubmit={async ({ reason, other }) => {
          const lostReason = reason === 'other' ? other.trim() : t(`lost.${reason}`)
          await move.do({ id: lead.id, rowVersion: lead.rowVersion, stage: 'lost', lostReason })
          notify.done(t('lead.lostDone', { name: lead.name }))
          onClose()
        }}
      >
        <RadioField
          label={t('lead.lostReason')}
          required
          choices={[...REASONS, 'other'].map((value) => ({ value, label: t(`lost.${value}`) }))}
          {...form.field('reason')}
        />
        {form.values.reason === 'other' && (
          <TextField label={t('lost.other')} required {...form.field('other')} autoFocus />
        )}
      </Form>
    </Dialog>
  )
}
