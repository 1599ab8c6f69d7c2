import { chosenPractice, useAct } from '../../../ui/api/index.ts'
import { Button, Money, notify, Panel, Stack, Stat, TextLink, useWords } from '../../../ui/kit/index.ts'
import { pdfHref } from '../pdf-href.ts'
import type { Sale } from './TillScreen.tsx'

/** After the sale: the change, the receipt in every form, and the next one. */
export function Sold({ sale, onNext }: { sale: Sale; onNext: () => void }) {
  const { t } = useWords('billing')
  const send = useAct('POST /till/sales/{invoiceId}/receipt')
  const { invoice, changeMinor } = sale
  const practice = chosenPractice.get()
  const roll = `/api/till/sales/${invoice.id}/receipt${practice ? `?practice=${encodeURIComponent(practice)}` : ''}`
  const mail = () =>
    send.do({ invoiceId: invoice.id }).then(() => notify.done(t('till.mailed')), notify.problem)
  return (
    <Panel title={t('till.sold')}>
      <Stack>
        <Stat
          label={t('till.change')}
          icon="cash"
          tone="accent"
          value={<Money of={changeMinor} currency={invoice.currency} />}
          about={
            <TextLink to={`/invoices/${invoice.id}`}>
              {t('invoiceNumber', { number: invoice.number })}
            </TextLink>
          }
        />
        <Button kind="main" icon="add" wide onClick={onNext}>
          {t('till.next')}
        </Button>
        <Button icon="print" wide href={roll}>
          {t('till.receiptRoll')}
        </Button>
        <Button icon="document" wide href={pdfHref('invoices', invoice.id)}>
          {t('till.receiptPage')}
        </Button>
        <Button icon="mail" wide busy={send.busy} onClick={mail}>
          {t('till.receiptMail')}
        </Button>
      </Stack>
    </Panel>
  )
}
