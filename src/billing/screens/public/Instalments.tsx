import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  CheckField,
  focusField,
  Notice,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'
import type { PayPage } from './PayScreen.tsx'
import { useInvoiceFormat } from './use-invoice-format.ts'

/** The instalments of the invoice; proposed ones are agreed to here. */
export function Instalments({ page, onChange }: { page: PayPage; onChange: () => void }) {
  const { t } = useWords('billing')
  const format = useInvoiceFormat(page)
  const { plan } = page
  if (!plan) return null
  return (
    <Card title={t('plan.title')}>
      <ol className="lines">
        {plan.parts.map((part) => (
          <li className="line" key={part.position}>
            <span className="lineText">
              {format.day(part.dueOn)}
              <span className={part.state === 'missed' ? 'late' : 'soft'}>
                {t(`plan.part.${part.state}`, { paid: format.money(part.paidMinor) })}
              </span>
            </span>
            <span className="money">{format.money(part.amountMinor)}</span>
          </li>
        ))}
      </ol>
      {plan.state === 'proposed' && <Agree text={plan.text} onDone={onChange} />}
    </Card>
  )
}

function Agree({ text, onDone }: { text: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const [agrees, setAgrees] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function agree(): Promise<void> {
    setTried(true)
    setFailure(null)
    if (!agrees) return focusField('plan-agrees')
    setBusy(true)
    try {
      await call('POST /pay/plan/agreement', { agrees: true })
      onDone()
    } catch (error) {
      setFailure(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <>
      <CheckField
        id="plan-agrees"
        label={text}
        value={agrees}
        onChange={setAgrees}
        error={tried && !agrees ? t('cards.agreeMissing') : null}
      />
      <Notice of={failure} />
      <Button kind="main" wide busy={busy} onClick={agree}>
        {t('plan.agree')}
      </Button>
    </>
  )
}
