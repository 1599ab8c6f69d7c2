import { useMemo, useState } from 'react'
import {
  asProblem,
  Button,
  callByLink,
  Card,
  createFormat,
  Done,
  fileByLink,
  Frame,
  Icon,
  Loading,
  Notice,
  openByLink,
  TextField,
  Title,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import './pay.css'

type EstimatePage = Returns<'GET /estimate'>

/** `/estimate/<token>`: what something will cost, and a way to accept it with one's name. */
export default function EstimateScreen({ params }: PublicScreenProps) {
  const { t } = useWords('billing')
  const token = params.token ?? ''
  useState(() => openByLink(token))
  const page = useRead('GET /estimate', {})
  if (!page.data)
    return (
      <Frame>
        {page.error ? (
          <>
            <Title>{t('estimate.missing')}</Title>
            <Notice of={page.error} />
          </>
        ) : (
          <Loading />
        )}
      </Frame>
    )
  return (
    <Frame practice={page.data.practice.name}>
      <Estimate token={token} page={page.data} onAccepted={page.again} />
    </Frame>
  )
}

interface EstimateProps {
  token: string
  page: EstimatePage
  onAccepted: () => void
}

function Estimate({ token, page, onAccepted }: EstimateProps) {
  const { t, language } = useWords('billing')
  const { estimate } = page
  const locale = navigator.languages.find((one) => one.slice(0, 2) === language) ?? language
  const format = useMemo(
    () => createFormat({ locale, zone: 'UTC', currency: estimate.currency }),
    [locale, estimate.currency],
  )
  return (
    <>
      {estimate.state === 'accepted' ? (
        <Done
          title={t('estimate.accepted')}
          about={t('estimate.acceptedBy', { name: estimate.acceptedName ?? '' })}
        />
      ) : (
        <Title about={t('estimate.until', { day: format.day(estimate.validUntil) })}>
          {t('estimate.title', { number: estimate.number })}
        </Title>
      )}
      {estimate.state === 'expired' && <Notice tone="warn" title={t('estimate.expired')} />}
      {estimate.state === 'cancelled' && <Notice tone="warn" title={t('estimate.cancelled')} />}
      <Card>
        <ul className="lines">
          {estimate.lines.map((line, index) => (
            <li key={index} className="line">
              <span className="lineText">
                <span>{line.description}</span>
                {line.quantity !== 1 && (
                  <span className="soft">
                    {format.number(line.quantity)} × {format.money(line.unitPriceMinor)}
                  </span>
                )}
              </span>
              <span className="money">{format.money(line.totalMinor)}</span>
            </li>
          ))}
        </ul>
        <dl className="sums">
          <div className="sum" data-strong>
            <dt>{t('estimate.total')}</dt>
            <dd className="money">{format.money(estimate.totalMinor)}</dd>
          </div>
        </dl>
        {estimate.note && <p className="soft">{estimate.note}</p>}
      </Card>
      {estimate.state === 'open' && <Accept token={token} onAccepted={onAccepted} />}
      <Paper token={token} number={estimate.number} />
    </>
  )
}

function Accept({ token, onAccepted }: { token: string; onAccepted: () => void }) {
  const { t } = useWords('billing')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function accept(): Promise<void> {
    setTried(true)
    if (!name.trim()) return
    setBusy(true)
    setFailure(null)
    try {
      await callByLink(token)('POST /estimate/acceptance', { name: name.trim() })
      onAccepted()
    } catch (error) {
      setFailure(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card>
      <TextField
        label={t('estimate.name')}
        required
        autoComplete="name"
        value={name}
        onChange={setName}
        {...(tried && !name.trim() ? { error: t('estimate.nameMissing') } : {})}
      />
      <p className="soft">{t('estimate.what')}</p>
      <Notice of={failure} />
      <Button kind="main" wide busy={busy} onClick={() => void accept()}>
        {t('estimate.accept')}
      </Button>
    </Card>
  )
}

function Paper({ token, number }: { token: string; number: number }) {
  const { t } = useWords('billing')
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function save(): Promise<void> {
    try {
      const address = URL.createObjectURL(await fileByLink(token, 'GET /estimate/pdf'))
      const link = document.createElement('a')
      link.href = address
      link.download = `${t('estimate.file')}-${number}.pdf`
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch (error) {
      setFailure(asProblem(error))
    }
  }
  return (
    <div className="papers">
      <button type="button" className="button wide" onClick={() => void save()}>
        <Icon of="file" /> {t('estimate.paper')}
      </button>
      <Notice of={failure} />
    </div>
  )
}
