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
  TextArea,
  Title,
  useOpenedBy,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'
import { Attach, Files, useAttached } from './files.tsx'
import './messages.css'

type Page = Returns<'GET /my-messages'>

/** `/portal/messages/<token>`: what a client and the practice wrote to each other. */
export default function MyMessagesScreen({ params }: PublicScreenProps) {
  const { t } = useWords('messages')
  const token = params.token ?? ''
  useOpenedBy(token)
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
      <Items page={page} token={token} />
      <Write onSent={setChanged} />
    </Frame>
  )
}

function Items({ page, token }: { page: Page; token: string }) {
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
          {one.text.trim() !== '' && <p>{one.text}</p>}
          <Files of={one.files} token={token} />
        </li>
      ))}
    </ol>
  )
}

function Write({ onSent }: { onSent: (page: Page) => void }) {
  const { t } = useWords('messages')
  const [text, setText] = useState('')
  const attached = useAttached()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ProblemError | null>(null)
  const isEmpty = text.trim() === '' && attached.ids.length === 0
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      onSent(await call('POST /my-messages', { text, fileIds: attached.ids }))
      setText('')
      attached.clear()
    } catch (problem) {
      setError(asProblem(problem))
    }
    setBusy(false)
  }
  return (
    <>
      <TextArea
        label={t('page.write')}
        required={attached.ids.length === 0}
        rows={4}
        value={text}
        onChange={(next: string) => setText(next)}
      />
      <Attach of={attached} />
      {error && <Notice of={error} />}
      <Button kind="main" wide busy={busy} disabled={isEmpty || attached.isBusy} onClick={() => void send()}>
        {t('page.send')}
      </Button>
      <p className="soft">{t('page.notUrgent')}</p>
    </>
  )
}
