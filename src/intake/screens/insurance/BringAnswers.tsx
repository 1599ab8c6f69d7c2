import { useState } from 'react'
import { call, refresh, type Returns } from '../../../ui/api/index.ts'
import {
  Button,
  Dialog,
  FileField,
  Form,
  Notice,
  required,
  Stack,
  Text,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Taken = Returns<'POST /cover-files'>

/** Takes in a file of payers' answers by hand: from the clearinghouse's web page, when no connection fetches it. */
export function BringAnswers() {
  const { t } = useWords('intake')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon="upload" onClick={() => setOpen(true)}>
        {t('insurance.bring.act')}
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t('insurance.bring.act')}>
        <Bring onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function Bring({ onDone }: { onDone: () => void }) {
  const { t } = useWords('intake')
  const [taken, setTaken] = useState<Taken | null>(null)
  const form = useFields<{ file: File | null }>({
    initial: { file: null },
    check: { file: required(t('insurance.fileMissing')) },
  })
  if (taken) return <Result of={taken} onDone={onDone} />
  return (
    <Form
      form={form}
      submit={t('insurance.bring.read')}
      onCancel={onDone}
      onSubmit={async ({ file }) => {
        setTaken(await call('POST /cover-files', { name: file!.name.slice(0, 200) }, { file: file! }))
        await refresh('GET /cover-concerns')
      }}
    >
      <Text>{t('insurance.bring.about')}</Text>
      <FileField label={t('insurance.file')} required {...form.field('file')} />
    </Form>
  )
}

function Result({
  of: { matched, unmatched, isRepeated, faults },
  onDone,
}: {
  of: Taken
  onDone: () => void
}) {
  const { t } = useWords('intake')
  return (
    <Stack>
      {matched > 0 && <Notice tone="good">{t('insurance.bring.matched', { count: matched })}</Notice>}
      {isRepeated && <Notice>{t('insurance.bring.repeated')}</Notice>}
      {unmatched > 0 && <Notice tone="warn">{t('insurance.unmatched', { count: unmatched })}</Notice>}
      {matched + unmatched === 0 && !isRepeated && faults.length === 0 && (
        <Notice tone="warn">{t('insurance.bring.nothing')}</Notice>
      )}
      {faults.map(({ segment, message }) => (
        <Notice key={`${segment} ${message}`} tone="bad">
          {t('insurance.fault', { segment, text: message })}
        </Notice>
      ))}
      <Button kind="main" onClick={onDone}>
        {t('insurance.bring.done')}
      </Button>
    </Stack>
  )
}
