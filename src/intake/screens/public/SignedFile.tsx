import { useState } from 'react'
import { Button, fileByLink, Notice, useWords } from '../../../ui/public/index.ts'
import { kioskIfAny } from './kiosk-mode.ts'

/** The sealed PDF for who signed it; not on a device that others use after them. */
export function SignedFile({ token, kind }: { token: string; kind: 'form' | 'consent' }) {
  const { t } = useWords('intake')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  if (kioskIfAny()) return null
  async function save() {
    setBusy(true)
    setFailure(null)
    try {
      const blob = await (kind === 'form'
        ? fileByLink(token, 'GET /form/pdf')
        : fileByLink(token, 'GET /consent/pdf'))
      const link = document.createElement('a')
      link.href = URL.createObjectURL(blob)
      link.download = `${t('rest.file')}.pdf`
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Notice of={failure} />
      <Button busy={busy} onClick={save}>
        {t('rest.save')}
      </Button>
    </>
  )
}
