import { useState } from 'react'
import { ProblemError, useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  Notice,
  Panel,
  Row,
  Stack,
  Text,
  TextArea,
  TextField,
  confirm,
  notify,
  required,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'

type FormRow = Returns<'GET /forms'>['items'][number]

/** The practice's forms: FHIR Questionnaires that can be taken out, changed and brought back as the next version. */
export default function FormsTab() {
  const { t } = useWords('intake')
  const [bringing, setBringing] = useState<FormRow | 'new' | null>(null)
  const list = useApi('GET /forms', { retired: 'true' }, { live: ['form'] })
  return (
    <Stack>
      <Row justify="end">
        <Button kind="main" icon="add" onClick={() => setBringing('new')}>
          {t('staff.newForm')}
        </Button>
      </Row>
      <Panel flush>
        <Await
          read={list}
          isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState icon="form" title={t('staff.noForms')} text={t('staff.noFormsText')} />}
        >
          {({ items }) => (
            <DataTable
              label={t('nav.forms')}
              rows={items}
              columns={[
                {
                  key: 'title',
                  title: t('staff.form'),
                  render: (one) => one.title,
                  sort: (one) => one.title,
                },
                { key: 'key', title: t('staff.key'), render: (one) => one.key, wideOnly: true },
                { key: 'version', title: t('staff.version'), render: (one) => one.version, align: 'right' },
                {
                  key: 'questions',
                  title: t('staff.questions'),
                  render: (one) => one.questions,
                  align: 'right',
                  wideOnly: true,
                },
                {
                  key: 'state',
                  title: t('staff.stateTitle'),
                  render: (one) =>
                    one.isRetired ? (
                      <Badge>{t('staff.retired')}</Badge>
                    ) : (
                      <Badge tone="good">{t('staff.inUse')}</Badge>
                    ),
                },
                {
                  key: 'acts',
                  title: '',
                  align: 'right',
                  render: (one) => <Acts form={one} onChange={() => setBringing(one)} />,
                },
              ]}
            />
          )}
        </Await>
      </Panel>
      <Dialog
        open={bringing !== null}
        onClose={() => setBringing(null)}
        title={t('staff.newVersion')}
        size="large"
      >
        {bringing && <Bring form={bringing === 'new' ? null : bringing} onDone={() => setBringing(null)} />}
      </Dialog>
    </Stack>
  )
}

function Acts({ form, onChange }: { form: FormRow; onChange: () => void }) {
  const { t } = useWords('intake')
  const retire = useAct('POST /forms/{key}/retirement')
  return (
    <Menu
      label={t('staff.acts', { form: form.title })}
      entries={[
        { label: t('staff.change'), icon: 'edit', onClick: onChange },
        !form.isRetired && {
          label: t('staff.retire'),
          icon: 'archive',
          onClick: () =>
            confirm({
              title: t('staff.retireTitle'),
              text: t('staff.retireText'),
              act: t('staff.retire'),
              onConfirm: () => retire.do({ key: form.key }),
            }),
        },
      ]}
    />
  )
}

function Bring({ form: known, onDone }: { form: FormRow | null; onDone: () => void }) {
  const full = useApi('GET /forms/{id}', { id: known?.id ?? '' }, { when: known !== null })
  if (known && !full.data) return <Await read={full}>{() => null}</Await>
  return (
    <BringForm
      formKey={known?.key ?? ''}
      text={full.data ? JSON.stringify(full.data.definition, null, 2) : ''}
      onDone={onDone}
    />
  )
}

function BringForm({ formKey, text, onDone }: { formKey: string; text: string; onDone: () => void }) {
  const { t } = useWords('intake')
  const save = useAct('PUT /forms/{key}')
  const form = useFields({
    initial: { key: formKey, definition: text },
    check: {
      key: required(t('staff.keyMissing')),
      definition: (value: string) => (isJson(value) ? null : t('staff.notJson')),
    },
  })
  return (
    <Form
      form={form}
      submit={t('staff.saveVersion')}
      onCancel={onDone}
      onSubmit={async ({ key, definition }) => {
        const saved = await save.do({ key, definition: JSON.parse(definition) as Record<string, unknown> })
        notify.done(t('staff.savedVersion', { version: saved.version }))
        onDone()
      }}
    >
      <TextField
        label={t('staff.key')}
        help={t('staff.keyHelp')}
        required
        disabled={formKey !== ''}
        {...form.field('key')}
      />
      <TextArea label={t('staff.definition')} rows={16} required {...form.field('definition')} />
      <Text size="small" tone="soft">
        {t('staff.definitionHelp')}
      </Text>
      {save.error instanceof ProblemError && save.error.code === 'form_invalid' && <Notice of={save.error} />}
    </Form>
  )
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
