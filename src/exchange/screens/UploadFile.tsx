import { call } from '../../ui/api/index.ts'
import { FileField, Form, RadioField, required, useFields, useWords } from '../../ui/kit/index.ts'

type Kind = 'appointments' | 'clients'
const KINDS: Kind[] = ['appointments', 'clients']

/** Chooses a file and says what is in it. Nothing is taken from it yet. */
export function UploadFile({ onDone, onCancel }: { onDone: (id: string) => void; onCancel: () => void }) {
  const { t } = useWords('exchange')
  const form = useFields<{ kind: Kind; file: File | null }>({
    initial: { kind: 'appointments', file: null },
    check: { file: required(t('fileMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t('uploadFile')}
      onCancel={onCancel}
      onSubmit={async ({ kind, file }) => {
        const name = file!.name
        // Some systems call a CSV file something else; the server judges by the content.
        const content = new Blob([await file!.arrayBuffer()], { type: 'text/csv' })
        const { id } = await call('POST /imports', { kind, name }, { file: content })
        onDone(id)
      }}
    >
      <RadioField
        label={t('kindQuestion')}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        {...form.field('kind')}
      />
      <FileField
        label={t('csvFile')}
        required
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        {...form.field('file')}
      />
    </Form>
  )
}
