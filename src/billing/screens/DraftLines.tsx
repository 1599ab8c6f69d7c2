import { useState } from 'react'
import { useAct } from '../../ui/api/index.ts'
import { Button, Dialog, IconButton, notify, Row, useWords } from '../../ui/kit/index.ts'
import { DiscountForm } from './DiscountForm.tsx'
import { AddLine, ChangeLine } from './DraftLineForms.tsx'
import { InvoiceLines, type Line } from './InvoiceLines.tsx'
import type { Invoice } from './InvoiceScreen.tsx'
import { SplitForm } from './SplitForm.tsx'

type Asking = 'add' | 'discount' | 'split' | Line | null

/** The lines of a draft: added, changed, discounted, split, until it is approved. */
export function DraftLines({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const [asking, setAsking] = useState<Asking>(null)
  const remove = useAct('DELETE /invoices/{id}/lines/{chargeId}')
  const takePrice = useAct('POST /invoices/{id}/lines/{chargeId}/price')
  const takeOff = (line: Line) => remove.do({ id: invoice.id, chargeId: line.chargeId }).catch(notify.problem)
  const close = () => setAsking(null)
  return (
    <>
      <InvoiceLines
        invoice={invoice}
        onTakePrice={(line) =>
          takePrice.do({ id: invoice.id, chargeId: line.chargeId }).catch(notify.problem)
        }
        renderAct={(line) => (
          <Row justify="end">
            {line.wholeMinor === null && (
              <IconButton
                icon="edit"
                label={t('lineEdit.act', { what: line.description })}
                onClick={() => setAsking(line)}
              />
            )}
            <IconButton
              icon="remove"
              label={t('takeOff', { what: line.description })}
              onClick={() => takeOff(line)}
            />
          </Row>
        )}
      />
      <Row>
        <Button icon="add" onClick={() => setAsking('add')}>
          {t('addLine')}
        </Button>
        {invoice.totalMinor > 0 && (
          <>
            <Button icon="tag" kind="quiet" onClick={() => setAsking('discount')}>
              {t('discount.act')}
            </Button>
            <Button icon="team" kind="quiet" onClick={() => setAsking('split')}>
              {t('split.act')}
            </Button>
          </>
        )}
      </Row>
      <AskedFor asking={asking} invoice={invoice} onDone={close} />
    </>
  )
}

function AskedFor({ asking, invoice, onDone }: { asking: Asking; invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  if (asking === null) return null
  const [title, content] =
    asking === 'add'
      ? [t('addLine'), <AddLine key="add" invoice={invoice} onDone={onDone} />]
      : asking === 'discount'
        ? [t('discount.title'), <DiscountForm key="discount" invoice={invoice} onDone={onDone} />]
        : asking === 'split'
          ? [t('split.title'), <SplitForm key="split" invoice={invoice} onDone={onDone} />]
          : [t('lineEdit.title'), <ChangeLine key="line" invoice={invoice} line={asking} onDone={onDone} />]
  return (
    <Dialog open onClose={onDone} title={title}>
      {content}
    </Dialog>
  )
}
