import { useState, type FormEvent } from 'react'
import {
  Button,
  call,
  Card,
  Contact,
  fieldError,
  Frame,
  Loading,
  Notice,
  TextArea,
  TextField,
  Title,
  useRead,
  useWords,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import './enquiry.css'

/** Somebody asks the practice something; it arrives as an enquiry at the front desk. */
export default function EnquiryScreen({ params }: PublicScreenProps) {
  const { t } = useWords('clients')
  const slug = params.practice ?? ''
  const read = useRead('GET /public/{practice}', { practice: slug })
  const [sent, setSent] = useState(false)
  if (read.error) {
    return (
      <Frame>
        <Title about={t('public.missingText')}>{t('public.missing')}</Title>
      </Frame>
    )
  }
  if (!read.data) {
    return (
      <Frame>
        <Loading />
      </Frame>
    )
  }
  const practice = read.data
  return (
    <Frame
      practice={practice.name}
      foot={<Contact practice={practice} addressLines={practice.addressLines} />}
    >
      {sent ? (
        <>
          <Title about={t('thanksText', { practice: practice.name })}>{t('thanks')}</Title>
          <Button href={`/book/${practice.slug}`}>{t('bookNow')}</Button>
        </>
      ) : (
        <>
          <Title about={t('about', { practice: practice.name })}>{t('title')}</Title>
          <EnquiryForm slug={slug} onSent={() => setSent(true)} />
        </>
      )}
    </Frame>
  )
}

function EnquiryForm({ slug, onSent }: { slug: string; onSent: () => void }) {
  const { t } = useWords('clients')
  const [values, setValues] = useState({ name: '', email: '', phone: '', message: '', website: '' })
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const field = (name: keyof typeof values) => ({
    id: name,
    value: values[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
    error: fieldError(error, name),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const { website, ...given } = values
      const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== '')) as {
        name: string
      }
      await call('POST /public/{practice}/enquiries', {
        practice: slug,
        ...said,
        name: given.name,
        website,
        ...cameFrom(),
      })
      onSent()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event as FormEvent)} noValidate>
      <Card>
        <TextField label={t('name')} required autoComplete="name" {...field('name')} />
        <TextField
          label={t('email')}
          type="email"
          autoComplete="email"
          help={t('reach')}
          {...field('email')}
        />
        <TextField label={t('phone')} type="tel" autoComplete="tel" {...field('phone')} />
        <TextArea
          label={t('message')}
          rows={5}
          maxLength={3000}
          help={t('messageHelp')}
          {...field('message')}
        />
        <div className="honey" aria-hidden="true">
          <label htmlFor="website">Website</label>
          <input
            id="website"
            tabIndex={-1}
            autoComplete="off"
            value={values.website}
            onInput={(event) => field('website').onChange(event.currentTarget.value)}
          />
        </div>
        <Notice of={error} />
        <Button kind="main" submit busy={busy} wide>
          {t('send')}
        </Button>
      </Card>
    </form>
  )
}

/** Where the person came from: what the link says, else the page before. */
function cameFrom() {
  const query = new URLSearchParams(location.search)
  const utmSource = query.get('utm_source')?.slice(0, 60)
  const source = query.get('source')?.slice(0, 60)
  const foreign =
    document.referrer && !document.referrer.startsWith(location.origin) ? document.referrer.slice(0, 500) : ''
  return {
    ...(utmSource ? { utmSource } : {}),
    ...(source ? { source } : {}),
    ...(foreign ? { referrer: foreign } : {}),
  }
}
