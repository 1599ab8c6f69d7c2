import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  CheckField,
  focusField,
  Notice,
  useRead,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'

/** On the page of the kept cards: invoices are charged by themselves, agreed to and ended here. */
export function Autopay() {
  const { t } = useWords('billing')
  const read = useRead('GET /my/autopay', {})
  const [agrees, setAgrees] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const autopay = read.data
  if (!autopay || (!autopay.isOffered && !autopay.isOn)) return null
  async function act(work: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      await work()
      setAgrees(false)
      setTried(false)
      read.again()
    } catch (error) {
      setFailure(asProblem(error))
    }
    setBusy(false)
  }
  function start(): void {
    setTried(true)
    if (!agrees) return focusField('autopay-agrees')
    void act(() => call('POST /my/autopay', { agrees: true }))
  }
  return (
    <Card title={t('autopay.title')}>
      {autopay.isOn ? (
        <>
          <p>{t('autopay.on')}</p>
          <p className="soft">{autopay.text}</p>
          <Notice of={failure} />
          <Button busy={busy} onClick={() => void act(() => call('POST /my/autopay/end', {}))}>
            {t('autopay.end')}
          </Button>
        </>
      ) : (
        <>
          <CheckField
            id="autopay-agrees"
            label={autopay.text}
            value={agrees}
            onChange={setAgrees}
            error={tried && !agrees ? t('cards.agreeMissing') : null}
          />
          <Notice of={failure} />
          <Button kind="main" wide busy={busy} onClick={start}>
            {t('autopay.start')}
          </Button>
        </>
      )}
    </Card>
  )
}
