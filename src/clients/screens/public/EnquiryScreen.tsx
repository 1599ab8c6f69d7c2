import { useState } from 'react'
import {
  Contact,
  Done,
  Frame,
  Loading,
  Notice,
  Title,
  useRead,
  useWords,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import { EnquiryForm } from './EnquiryForm.tsx'
import './enquiry.css'

/** Somebody asks the practice something; it arrives as an enquiry at the front desk. */
export default function EnquiryScreen({ params }: PublicScreenProps) {
  const { t } = useWords('clients')
  const slug = params.practice ?? ''
  const read = useRead('GET /public/{practice}', { practice: slug })
  const [sent, setSent] = useState(false)
  const practice = read.data
  if (!practice) {
    return (
      <Frame>
        {!read.error && <Loading />}
        {read.error?.status === 404 && <Title about={t('public.missingText')}>{t('public.missing')}</Title>}
        {read.error && read.error.status !== 404 && <Notice of={read.error} />}
      </Frame>
    )
  }
  return (
    <Frame
      practice={practice.name}
      foot={<Contact practice={practice} addressLines={practice.addressLines} />}
    >
      {sent ? (
        <>
          <Done title={t('thanks')} about={t('thanksText', { practice: practice.name })} />
          <a className="button wide" href={`/book/${practice.slug}`}>
            {t('bookNow')}
          </a>
        </>
      ) : (
        <>
          <Title about={t('about', { practice: practice.name })}>{t('title')}</Title>
          <EnquiryForm practice={slug} onSent={() => setSent(true)} />
        </>
      )}
    </Frame>
  )
}
