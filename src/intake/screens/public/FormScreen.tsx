import { useState } from 'react'
import {
  Frame,
  Notice,
  Opening,
  Title,
  useOpenedBy,
  useRead,
  useWords,
  type PublicScreenProps,
} from '../../../ui/public/index.ts'
import { FillIn } from './FillIn.tsx'
import { useKioskReset } from './kiosk-mode.ts'
import { Rest } from './Rest.tsx'
import './form.css'

/** `/forms/<token>`: a form of the practice, filled in on the phone, kept as it is typed, signed, handed in. */
export default function FormScreen({ params }: PublicScreenProps) {
  const { t } = useWords('intake')
  const token = params.token ?? ''
  useOpenedBy(token)
  useKioskReset()
  const read = useRead('GET /form', {})
  const [isDone, setDone] = useState(false)
  const form = read.data
  if (!form) return <Opening error={read.error} missing={t('missing')} />
  return (
    <Frame practice={form.practice.name}>
      {isDone || form.state === 'completed' ? (
        <Rest token={token} kind="form" practice={form.practice.name} isSigned={form.needsSignature} />
      ) : form.state === 'withdrawn' ? (
        <>
          <Title>{t('withdrawn.title')}</Title>
          <Notice>{t('withdrawn.text')}</Notice>
        </>
      ) : (
        // A language switch reads the form again; what is being typed stays.
        <FillIn key={token} form={form} onDone={() => setDone(true)} />
      )}
    </Frame>
  )
}
