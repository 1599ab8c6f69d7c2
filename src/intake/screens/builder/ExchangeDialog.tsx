import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Dialog,
  FileField,
  Notice,
  Row,
  Stack,
  Text,
  TextArea,
  useWords,
} from '../../../ui/kit/index.ts'
import type { FormTree } from './form-tree.ts'
import type { Builder, Fault } from './use-builder.ts'

interface ExchangeProps {
  builder: Builder
  open: boolean
  onClose: () => void
}

/** Bringing a FHIR Questionnaire into the draft: what cannot be used is named by its item, before anything is replaced. */
export function ExchangeDialog({ builder, open, onClose }: ExchangeProps) {
  const { t } = useWords('intake')
  const [text, setText] = useState('')
  const [faults, setFaults] = useState<Fault[]>([])
  const [notJson, setNotJson] = useState(false)
  const check = useAct('POST /forms/trial', { refresh: [] })
  async function take(): Promise<void> {
    const definition = readJson(text)
    setNotJson(!definition)
    if (!definition) return
    const found = (await check.do({ definition })).faults.filter(({ severity }) => severity === 'error')
    setFaults(found)
    if (found.length > 0) return
    builder.change(definition)
    setText('')
    onClose()
  }
  return (
    <Dialog open={open} onClose={onClose} title={t('builder.import')} size="large">
      <Stack>
        <Text tone="soft">{t('builder.importAbout')}</Text>
        <FileField
          label={t('builder.importFile')}
          accept="application/json,.json"
          onChange={(file: File | null) => void file?.text().then(setText)}
        />
        <TextArea
          label={t('staff.definition')}
          rows={12}
          value={text}
          onChange={setText}
          error={notJson ? t('staff.notJson') : undefined}
        />
        {faults.length > 0 && (
          <Notice tone="bad" title={t('builder.importRefused')}>
            <ul>
              {faults.slice(0, 20).map((fault) => (
                <li key={`${fault.field} ${fault.message}`}>
                  <strong>{fault.field}</strong>: {fault.message}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <Row justify="end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="main" busy={check.busy} disabled={text.trim() === ''} onClick={() => take()}>
            {t('builder.importTake')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}

function readJson(text: string): FormTree | null {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FormTree) : null
  } catch {
    return null
  }
}

/** Saves the draft as a file; a link of the page's own, for the content is here already. */
export function saveAsFile(key: string, form: FormTree): void {
  const url = globalThis.URL.createObjectURL(
    new Blob([JSON.stringify(form, null, 2)], { type: 'application/fhir+json' }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = `${key}.json`
  link.click()
  setTimeout(() => globalThis.URL.revokeObjectURL(url), 10_000)
}
