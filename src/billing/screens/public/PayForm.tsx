import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  CheckField,
  ChoiceField,
  Notice,
  TextField,
  useWords,
  focusField,
  type ProblemError,
} from '../../../ui/public/index.ts'
import { readAmount } from './amount.ts'
import { goToProvider } from './open-page.ts'
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
  const [keeps, setKeeps] = useState(false)
  const [notOpened, setNotOpened] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const amount = isPart ? readAmount(text, currency) : openMinor
  const isRight = amount !== null && amount > 0 && amount <= openMinor
  const error = tried && !isRight ? t('part.wrong', { amount: format.money(openMinor) }) : null

  async function pay(): Promise<void> {
    setTried(true)
    setFailure(null)
    setNotOpened(false)
    if (!isRight) {
      focusField('part-amount')
      return
    }
    setBusy(true)
    try {
      const begun = await call('POST /pay/checkout', {
        returnPath: `/pay/${token}`,
        keepCard: keeps,
        ...(isPart ? { amountMinor: amount } : {}),
      })
      if (await goToProvider(begun, (id) => call('GET /pay/checkouts/{id}', { id }))) return
      setNotOpened(true)
      setBusy(false)
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
      {page.canKeepCard && (
        <CheckField
          label={t('keep.label', { practice: page.practice.name })}
          value={keeps}
          onChange={setKeeps}
        />
      )}
      <Notice of={failure} />
      {notOpened && (
        <Notice tone="bad" title={t('notOpened.title')}>
          {t('notOpened.text')}
        </Notice>
      )}
      <Button kind="main" submit wide busy={busy} disabled={disabled}>
        {isRight ? t('pay', { amount: format.money(amount) }) : t('payPlain')}
      </Button>
      <p className="soft small">{t('cardNote')}</p>
    </form>
  )
}
