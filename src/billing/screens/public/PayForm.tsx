import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  ChoiceField,
  Notice,
  TextField,
  useWords,
  focusField,
  type ProblemError,
} from '../../../ui/public/index.ts'
import { readAmount } from './amount.ts'
import type { PayPage } from './PayScreen.tsx'
import { useInvoiceFormat } from './use-invoice-format.ts'

interface PayFormProps {
  token: string
  page: PayPage
  disabled: boolean
  /** The invoice is not what the page shows any more. */
  onStale: () => void
}

/** The whole amount or a part of it, on the card provider's page. */
export function PayForm({ token, page, disabled, onStale }: PayFormProps) {
  const { t } = useWords('billing')
  const format = useInvoiceFormat(page)
  const { openMinor, currency } = page.invoice
  const [isPart, setPart] = useState(false)
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const amount = isPart ? readAmount(text, currency) : openMinor
  const isRight = amount !== null && amount > 0 && amount <= openMinor
  const error = tried && !isRight ? t('part.wrong', { amount: format.money(openMinor) }) : null

  async function pay(): Promise<void> {
    setTried(true)
    setFailure(null)
    if (!isRight) {
      focusField('part-amount')
      return
    }
    setBusy(true)
    try {
      const { url } = await call('POST /pay/checkout', {
        returnPath: `/pay/${token}`,
        ...(isPart ? { amountMinor: amount } : {}),
      })
      location.assign(url)
    } catch (refused) {
      const problem = asProblem(refused)
      setFailure(problem)
      setBusy(false)
      if (problem.code === 'already_paid' || problem.code === 'more_than_open') onStale()
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void pay()
      }}
    >
      <ChoiceField
        label={t('howMuch')}
        value={[isPart ? 'part' : 'all']}
        onChange={([chosen]) => setPart(chosen === 'part')}
        choices={[
          { value: 'all', label: t('all'), end: format.money(openMinor) },
          { value: 'part', label: t('aPart') },
        ]}
      />
      {isPart && (
        <TextField
          id="part-amount"
          label={t('partAmount', { currency })}
          required
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={text}
          onChange={setText}
          error={error}
        />
      )}
      <Notice of={failure} />
      <Button kind="main" submit wide busy={busy} disabled={disabled}>
        {isRight ? t('pay', { amount: format.money(amount) }) : t('payPlain')}
      </Button>
      <p className="soft small">{t('cardNote')}</p>
    </form>
  )
}
