import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  Notice,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'
import type { PayPage } from './PayScreen.tsx'
import { useInvoiceFormat } from './use-invoice-format.ts'

/** What will be charged to the kept card by itself, and the way to stop it. */
export function Planned({ page, onChange }: { page: PayPage; onChange: () => void }) {
  const { t } = useWords('billing')
  const format = useInvoiceFormat(page)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const { planned } = page
  if (!planned) return null
  async function stop(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      await call('POST /pay/planned-charge/stop', {})
      onChange()
    } catch (error) {
      setFailure(asProblem(error))
    }
    setBusy(false)
  }
  if (planned.state === 'needs_payer')
    return <Notice title={t('planned.confirm')}>{t('planned.confirmText')}</Notice>
  return (
    <Card title={t('planned.title')}>
      <p>
        {t(planned.card ? 'planned.text' : 'planned.textNoCard', {
          amount: format.money(planned.amountMinor),
          day: format.day(planned.chargeOn),
          card: planned.card,
        })}
      </p>
      <Notice of={failure} />
      <Button busy={busy} onClick={stop}>
        {t('planned.stop')}
      </Button>
    </Card>
  )
}
