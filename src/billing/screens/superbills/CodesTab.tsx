import { useState } from 'react'
import { call, useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DataTable,
  Dialog,
  EmptyState,
  FileField,
  Form,
  Notice,
  notify,
  NumberField,
  Panel,
  required,
  SelectField,
  Stack,
  Text,
  TextField,
  useFields,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'

type Coding = Returns<'GET /service-codings'>['items'][number]
type Report = Returns<'POST /billing-codes/import'>
const KINDS = ['procedure', 'diagnosis', 'modifier'] as const
type Kind = (typeof KINDS)[number]

/** The practice's own code sets, and how services are coded on superbills. */
export function CodesTab() {
  return (
    <>
      <Codings />
      <CodeSets />
    </>
  )
}

function Codings() {
  const { t } = useWords('billing')
  const read = useApi('GET /service-codings')
  const [editing, setEditing] = useState<Coding | null>(null)
  return (
    <Panel title={t('codes.services')} flush>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('codes.services')}
            rows={items}
            id={(one) => one.serviceId}
            onOpen={setEditing}
            columns={[
              {
                key: 'service',
                title: t('service'),
                sort: (one) => one.serviceName,
                render: (one) => one.serviceName,
              },
              {
                key: 'code',
                title: t('codes.code'),
                render: (one) => [one.code ?? one.billingCode ?? '–', ...one.modifiers].join('-'),
              },
              {
                key: 'place',
                title: t('codes.place'),
                render: (one) => one.placeOfService ?? '–',
                wideOnly: true,
              },
              {
                key: 'unit',
                title: t('codes.unit'),
                align: 'right',
                render: (one) =>
                  one.minutesPerUnit ? t('rates.minutes', { count: one.minutesPerUnit }) : t('codes.oneUnit'),
                wideOnly: true,
              },
            ]}
            empty={<EmptyState icon="tag" title={t('codes.noServices')} text={t('codes.noServicesText')} />}
          />
        )}
      </Await>
      {editing && <CodingDialog coding={editing} onDone={() => setEditing(null)} />}
    </Panel>
  )
}

function CodingDialog({ coding, onDone }: { coding: Coding; onDone: () => void }) {
  const { t } = useWords('billing')
  const save = useAct('PUT /services/{id}/coding')
  const form = useFields({
    initial: {
      code: coding.code ?? '',
      modifiers: coding.modifiers.join(' '),
      placeOfService: coding.placeOfService ?? '',
      minutesPerUnit: (coding.minutesPerUnit ?? null) as number | null,
    },
  })
  return (
    <Dialog open onClose={onDone} title={coding.serviceName}>
      <Form
        form={form}
        onCancel={onDone}
        onSubmit={async (values) => {
          await save.do({
            id: coding.serviceId,
            code: values.code.trim() || null,
            modifiers: values.modifiers.split(/[\s,;-]+/).filter(Boolean),
            placeOfService: values.placeOfService.trim() || null,
            minutesPerUnit: values.minutesPerUnit,
          })
          notify.done(t('settings.saved'))
          onDone()
        }}
      >
        <Columns of={2}>
          <TextField label={t('codes.code')} placeholder={coding.billingCode ?? ''} {...form.field('code')} />
          <TextField label={t('codes.modifiers')} placeholder="GP 59" {...form.field('modifiers')} />
          <TextField
            label={t('codes.place')}
            help={t('codes.placeHelp')}
            placeholder="11"
            {...form.field('placeOfService')}
          />
          <NumberField
            label={t('codes.perUnit')}
            help={t('codes.perUnitHelp')}
            min={1}
            max={480}
            {...form.field('minutesPerUnit')}
          />
        </Columns>
      </Form>
    </Dialog>
  )
}

function CodeSets() {
  const { t } = useWords('billing')
  const [url, setUrl] = useUrlState({ code: '', set: 'procedure' })
  const kind = (KINDS as readonly string[]).includes(url.set) ? (url.set as Kind) : 'procedure'
  const [imports, setImports] = useState(false)
  const codes = useApi('GET /billing-codes', { kind, q: url.code }, { keep: true })
  return (
    <Panel
      title={t('codes.sets')}
      actions={
        <Button small icon="add" onClick={() => setImports(true)}>
          {t('codes.import')}
        </Button>
      }
    >
      <Columns of={2}>
        <SelectField
          label={t('codes.kind')}
          value={kind}
          onChange={(set: string | null) => setUrl({ set: set ?? 'procedure' })}
          choices={KINDS.map((one) => ({ value: one, label: t(`codes.kinds.${one}`) }))}
        />
        <TextField
          label={t('codes.search')}
          icon="search"
          value={url.code}
          onChange={(code: string) => setUrl({ code })}
        />
      </Columns>
      <Await read={codes}>
        {({ items }) => (
          <DataTable
            label={t('codes.sets')}
            rows={items}
            columns={[
              { key: 'code', title: t('codes.code'), render: (one) => one.code, width: 120 },
              { key: 'label', title: t('description'), render: (one) => one.label },
            ]}
            empty={<EmptyState icon="tag" title={t('codes.none')} text={t('codes.noneText')} />}
          />
        )}
      </Await>
      {imports && <ImportDialog kind={kind} onDone={() => setImports(false)} />}
    </Panel>
  )
}

function ImportDialog({ kind, onDone }: { kind: Kind; onDone: () => void }) {
  const { t } = useWords('billing')
  const [report, setReport] = useState<Report | null>(null)
  const form = useFields({
    initial: { file: null as File | null },
    check: { file: required(t('codes.fileMissing')) },
  })
  return (
    <Dialog open onClose={onDone} title={`${t('codes.import')}: ${t(`codes.kinds.${kind}`)}`}>
      {report ? (
        <Stack>
          <Notice tone={report.problems.length > 0 ? 'warn' : 'good'}>
            {t('codes.report', { read: report.read, written: report.written })}
          </Notice>
          {report.problems.slice(0, 20).map((one) => (
            <Text key={one.line} size="small">
              {t('codes.line', { line: one.line })}: {one.message}
            </Text>
          ))}
        </Stack>
      ) : (
        <Form
          form={form}
          submit={t('codes.import')}
          onCancel={onDone}
          onSubmit={async ({ file }) =>
            setReport(await call('POST /billing-codes/import', { kind }, { file: file! }))
          }
        >
          <Text tone="soft">{t('codes.importHelp')}</Text>
          <FileField label={t('codes.file')} required {...form.field('file')} />
        </Form>
      )}
    </Dialog>
  )
}
