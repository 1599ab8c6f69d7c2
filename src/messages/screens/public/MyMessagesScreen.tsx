import { useEffect, useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Contact,
  createFormat,
  currentLanguage,
  Frame,
  Loading,
  localeFor,
  Notice,
  openByLink,
  TextArea,
  Title,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import './messages.css'

type Page = Returns<'GET /my-messages'>

/** `/portal/messages/<token>`: what a client and the practice wrote to each other. */
export default function MyMessagesScreen({ params }: PublicScreenProps) {
  const { t } = useWords('messages')
  useState(() => openByLink(params.token ?? ''))
  const read = useRead('GET /my-messages', {})
  const [changed, setChanged] = useState<Page | null>(null)
  const page = changed ?? read.data
  const isThere = read.data !== null
  useEffect(() => {
    if (isThere) void call('POST /my-messages/reading', {}).catch(() => {})
  }, [isThere])
  if (!page) {
    return (
      <Frame>
        {read.error ? (
          <>
            <Title>{t('preferences.missing')}</Title>
            <Notice of={read.error} />
          </>
        ) : (
          <Loading />
        )}
      </Frame>
    )
  }
  return (
    <Frame practice={page.practice.name} foot={<Contact practice={page.practice} addressLines={[]} />}>
      <Title about={t('page.about', { practice: page.practice.name })}>{t('page.title')}</Title>
      <Items page={page} />
      <Write onSent={setChanged} />
    </Frame>
  )
}

function Items({ page }: { page: Page }) {
  const { t } = useWords('messages')
  const format = createFormat({ ...page.practice, locale: localeFor(currentLanguage(), page.practice) })
  if (page.items.length === 0) return <p>{t('page.none')}</p>
  return (
    <ol className="my-messages">
      {page.items.map((one) => (
        <li key={one.id} data-ours={one.isOurs || undefined}>
          <span className="soft">
            {one.isOurs ? (one.byName ?? page.practice.name) : t('page.you')} · {format.when(one.at)}
          </span>
          <p>{one.text}</p>
        </li>
      ))}
    </ol>
  )
}

function Write({ onSent }: { onSent: (page: Page) => void }) {
  const { t } = useWords('messages')
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ProblemError | null>(null)
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      onSent(await call('POST /my-messages', { text }))
      setText('')
    } catch (problem) {
      setError(asProblem(problem))
    }
    setBusy(false)
  }
  return (
    <>
      <TextArea label={t('page.write')} rows={4} value={text} onChange={(next: string) => setText(next)} />
      {error && <Notice of={error} />}
      <Button kind="main" wide busy={busy} disabled={text.trim() === ''} onClick={() => void send()}>
        {t('page.send')}
      </Button>
      <p className="soft">{t('page.notUrgent')}</p>
    </>
  )
}
