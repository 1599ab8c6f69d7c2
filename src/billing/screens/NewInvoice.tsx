import { useAct, useApi } from '../../ui/api/index.ts'
import { Form, Notice, required, useFields, useFormat, useGo, useWords } from '../../ui/kit/index.ts'
import { ClientField } from './ClientField.tsx'

/** Begins a draft for a client with everything that waits to be billed; its page is where lines are added. */
export function NewInvoice({ onDone, clientId = null }: { onDone: () => void; clientId?: string | null }) {
  const { t } = useWords('billing')
  const go = useGo()
  const format = useFormat()
  const create = useAct('POST /invoices')
  const form = useFields<{ clientId: string | null }>({
    initial: { clientId },
    check: { clientId: required(t('clientMissing')) },
  })
  const chosen = form.values.clientId
  const waiting = useApi(
    'GET /charges',
    { clientId: chosen ?? '', state: 'unbilled', limit: 200 },
    { when: Boolean(chosen) },
  )
  const charges = (waiting.data?.items ?? []).filter((one) => one.totalMinor > 0)
  const sum = charges.reduce((all, one) => all + one.totalMinor, 0)
  return (
    <Form
      form={form}
      submit={t('makeDraft')}
      onCancel={onDone}
      onSubmit={async (values) => {
        const invoice = await create.do({
          clientId: values.clientId ?? '',
          chargeIds: charges.map((one) => one.id),
        })
        onDone()
        go(`/invoices/${invoice.id}`)
      }}
    >
      <ClientField bound={form.field('clientId')} />
      {chosen && waiting.data && (
        <Notice tone="info">
          {charges.length > 0
            ? t('takesCharges', { count: charges.length, amount: format.money(sum) })
            : t('noCharges')}
        </Notice>
      )}
    </Form>
  )
}
