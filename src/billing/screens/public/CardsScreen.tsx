import { useEffect, useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  CheckField,
  Done,
  focusField,
  Frame,
  Loading,
  Notice,
  openByLink,
  Title,
  useAddress,
  useRead,
  useWords,
  type ProblemError,
  type PublicRead,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { Autopay } from './Autopay.tsx'
import { goToProvider } from './open-page.ts'
import './pay.css'

type MyCards = Returns<'GET /my/payment-cards'>

/** `/pay/card/<token>`: a client keeps a card with the practice, sees which are kept, and removes them. */
export default function CardsScreen({ params }: PublicScreenProps) {
  const { t } = useWords('billing')
  const token = params.token ?? ''
  useState(() => openByLink(token))
  const read = useRead('GET /my/payment-cards', {})
  if (!read.data) {
    return (
      <Frame>
        {read.error ? (
          <>
            <Title>{t('cards.missing')}</Title>
            <Notice of={read.error} />
          </>
        ) : (
          <Loading />
        )}
      </Frame>
    )
  }
  return (
    <Frame practice={read.data.practice.name}>
      <Cards token={token} page={read.data} read={read} />
    </Frame>
  )
}

function Cards({ token, page, read }: { token: string; page: MyCards; read: PublicRead<MyCards> }) {
  const { t } = useWords('billing')
  const { told, isWaiting } = useComingBack(page, read)
  const practice = page.practice.name
  return (
    <>
      {told === 'done' && !isWaiting && page.items.length > 0 ? (
        <Done title={t('cards.done')} about={practice} />
      ) : (
        <Title about={t('cards.about')}>{t('cards.title', { practice })}</Title>
      )}
      {isWaiting && (
        <div className="notice" role="status">
          <span className="holdLine">
            <span className="spin" /> {t('cards.waiting')}
          </span>
        </div>
      )}
      {told === 'left' && <Notice title={t('cards.left')}>{t('cards.leftText')}</Notice>}
      {page.items.length > 0 && <Kept page={page} read={read} />}
      {!isWaiting && page.items.length > 0 && <Autopay />}
      {!isWaiting && <Keep token={token} page={page} />}
    </>
  )
}

function Kept({ page, read }: { page: MyCards; read: PublicRead<MyCards> }) {
  const { t } = useWords('billing')
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function remove(id: string): Promise<void> {
    setBusy(id)
    setFailure(null)
    try {
      await call('DELETE /my/payment-cards/{id}', { id })
      read.again()
    } catch (error) {
      setFailure(asProblem(error))
    }
    setBusy(null)
  }
  return (
    <Card>
      <h2>{t('cards.kept')}</h2>
      <Notice of={failure} />
      <ul className="kept">
        {page.items.map((card) => (
          <li key={card.id}>
            <span>
              <strong>{`${card.brand.charAt(0).toUpperCase()}${card.brand.slice(1)} •••• ${card.last4}`}</strong>
              <span className="soft small">
                {card.isExpired
                  ? t('cards.expired')
                  : t('cards.until', { until: `${String(card.expMonth).padStart(2, '0')}/${card.expYear}` })}
                {card.isDefault && page.items.length > 1 ? ` · ${t('cards.first')}` : ''}
              </span>
            </span>
            <Button kind="quiet" busy={busy === card.id} onClick={() => remove(card.id)}>
              {t('cards.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Keep({ token, page }: { token: string; page: MyCards }) {
  const { t } = useWords('billing')
  const [agrees, setAgrees] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [notOpened, setNotOpened] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function keep(): Promise<void> {
    setTried(true)
    setFailure(null)
    setNotOpened(false)
    if (!agrees) return focusField('agrees')
    setBusy(true)
    try {
      const begun = await call('POST /my/payment-cards/setups', {
        agrees: true,
        returnPath: `/pay/card/${token}`,
      })
      if (await goToProvider(begun, (id) => call('GET /my/payment-cards/setups/{id}', { id }))) return
      setNotOpened(true)
    } catch (error) {
      setFailure(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <Card>
      <CheckField
        id="agrees"
        label={t('cards.agree', { practice: page.practice.name })}
        value={agrees}
        onChange={setAgrees}
        error={tried && !agrees ? t('cards.agreeMissing') : null}
      />
      <Notice of={failure} />
      {notOpened && (
        <Notice tone="bad" title={t('notOpened.title')}>
          {t('notOpened.text')}
        </Notice>
      )}
      <Button kind="main" wide busy={busy} onClick={keep}>
        {t(page.items.length > 0 ? 'cards.other' : 'cards.go')}
      </Button>
      <p className="soft small">{t('cardNote')}</p>
    </Card>
  )
}

const LOOK_MS = 800
const MOST_LOOKS = 15

/** Back from the card provider: its message may take a moment longer than the client. */
function useComingBack(page: MyCards, read: PublicRead<MyCards>) {
  const [address] = useAddress()
  const [before] = useState(page.items.length)
  const [looks, setLooks] = useState(0)
  const told = address.setup ?? ''
  // A card that was there when the page was opened may be the new one already: then a few looks are enough.
  const isWaiting = told === 'done' && page.items.length === before && looks < (before > 0 ? 4 : MOST_LOOKS)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => {
      setLooks((count) => count + 1)
      read.again()
    }, LOOK_MS)
    return () => clearTimeout(timer)
  }, [isWaiting, looks])
  return { told, isWaiting }
}
