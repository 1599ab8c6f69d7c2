import { useState } from 'react'
import { useWords } from '../words/i18n.ts'
import { Button } from './actions.tsx'
import type { Question } from './confirm.tsx'
import { Row, Stack, Text } from './layout.tsx'
import { Dialog } from './overlays.tsx'
import { Notice } from './states.tsx'
import { TextArea } from './text-fields.tsx'

export default function ConfirmDialog({ asked, onClose }: { asked: Question; onClose: () => void }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const missing = asked.reason === 'required' && reason.trim() === ''

  async function go(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await asked.onConfirm(reason.trim())
      onClose()
    } catch (refused) {
      setError(refused)
      setBusy(false)
    }
  }

  return (
    <Dialog open onClose={onClose} title={asked.title} size="small">
      <Stack>
        {asked.text && <Text>{asked.text}</Text>}
        {asked.reason && (
          <TextArea
            label={asked.reasonLabel ?? t('reason')}
            required={asked.reason === 'required'}
            rows={2}
            value={reason}
            onChange={setReason}
            autoFocus
          />
        )}
        <Notice of={error} />
        <Row justify="end">
          <Button onClick={onClose}>{t('goBack')}</Button>
          <Button kind={asked.danger ? 'danger' : 'main'} busy={busy} disabled={missing} onClick={go}>
            {asked.act}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
