import { useAct } from '../../../ui/api/index.ts'
import {
  CheckField,
  Form,
  MultiSelectField,
  notify,
  RadioField,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

const KINDS = ['insurance_front', 'insurance_back', 'id_front', 'id_back'] as const
type Kind = (typeof KINDS)[number]

/** Asks for photos of cards: by a message, or on a tablet at the desk. */
export function AskCard({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('intake')
  const ask = useAct('POST /clients/{clientId}/card-requests')
  const open = useAct('POST /card-requests/{id}/link')
  const form = useFields<{ kinds: string[]; asksPolicy: boolean; how: string }>({
    initial: { kinds: ['insurance_front', 'insurance_back'], asksPolicy: true, how: 'message' },
    check: { kinds: required(t('insurance.kindsMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t(form.values.how === 'message' ? 'insurance.sendLink' : 'insurance.openHere')}
      onCancel={onDone}
      onSubmit={async ({ kinds, asksPolicy, how }) => {
        const request = await ask.do({
          clientId,
          kinds: kinds as Kind[],
          asksPolicy,
          tell: how === 'message',
        })
        if (how === 'message') notify.done(t('insurance.askedCard'))
        else window.open((await open.do({ id: request.id })).url, '_blank', 'noopener')
        onDone()
      }}
    >
      <MultiSelectField
        label={t('insurance.kindsTitle')}
        required
        choices={KINDS.map((value) => ({ value, label: t(`insurance.photo.${value}`) }))}
        {...form.field('kinds')}
      />
      <CheckField label={t('insurance.asksPolicy')} {...form.field('asksPolicy')} />
      <RadioField
        label={t('insurance.how')}
        choices={[
          { value: 'message', label: t('insurance.byMessage'), help: t('insurance.byMessageHelp') },
          { value: 'here', label: t('insurance.here'), help: t('insurance.hereHelp') },
        ]}
        {...form.field('how')}
      />
    </Form>
  )
}
