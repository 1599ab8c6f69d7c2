import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Menu,
  Panel,
  Row,
  Stack,
  TextField,
  When,
  confirm,
  required,
  useFields,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import { ReadyForms } from './ReadyForms.tsx'

type FormRow = Returns<'GET /forms'>['items'][number]

/** The practice's forms: FHIR Questionnaires that can be taken out, changed and brought back as the next version. */
export default function FormsTab() {
  const { t } = useWords('intake')
  const go = useGo()
  const [isNew, setNew] = useState(false)
  const [isReady, setReady] = useState(false)
  const list = useApi('GET /forms', { retired: 'true' }, { live: ['form'] })
  const drafts = useApi('GET /form-drafts', {})
  const isDraft = (key: string) => drafts.data?.items.some((one) => one.key === key)
  const fresh = (drafts.data?.items ?? []).filter(({ basedOn }) => basedOn === null)
  const taken = [...(list.data?.items ?? []), ...fresh].map(({ key }) => key)
  return (
    <Stack>
      <Row justify="end" gap="tight">
        <Button onClick={() => setReady(true)}>{t('ready.title')}</Button>
        <Button kind="main" icon="add" onClick={() => setNew(true)}>
          {t('builder.new')}
        </Button>
      </Row>
      {fresh.length > 0 && (
        <Panel title={t('builder.drafts')} flush>
          <DataTable
            label={t('builder.drafts')}
            rows={fresh}
            id={(one) => one.key}
            onOpen={(one) => go(`/form-builder/${one.key}`)}
            columns={[
              { key: 'title', title: t('staff.form'), render: (one) => one.title },
              { key: 'by', title: t('staff.asked'), render: (one) => <When at={one.updatedAt} /> },
              { key: 'name', title: '', render: (one) => one.updatedBy, wideOnly: true },
            ]}
          />
        </Panel>
      )}
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
              onOpen={(one) => go(`/form-builder/${one.key}`)}
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
                  render: (one) => (
                    <Row gap="tight">
                      {one.isRetired ? (
                        <Badge>{t('staff.retired')}</Badge>
                      ) : (
                        <Badge tone="good">{t('staff.inUse')}</Badge>
                      )}
                      {isDraft(one.key) && <Badge tone="info">{t('builder.draft')}</Badge>}
                    </Row>
                  ),
                },
                {
                  key: 'acts',
                  title: '',
                  align: 'right',
                  render: (one) => <Acts form={one} onChange={() => go(`/form-builder/${one.key}`)} />,
                },
              ]}
            />
          )}
        </Await>
      </Panel>
      <Dialog open={isReady} onClose={() => setReady(false)} title={t('ready.title')} size="large">
        {isReady && <ReadyForms onDone={() => setReady(false)} />}
      </Dialog>
      <Dialog open={isNew} onClose={() => setNew(false)} title={t('builder.new')}>
        {isNew && <NewForm taken={taken} onDone={() => setNew(false)} />}
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
        { label: t('builder.open'), icon: 'edit', onClick: onChange },
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

/** A new form begins with a title; its short name is made of it. */
function NewForm({ taken, onDone }: { taken: readonly string[]; onDone: () => void }) {
  const { t } = useWords('intake')
  const go = useGo()
  const form = useFields({ initial: { title: '' }, check: { title: required(t('builder.titleMissing')) } })
  return (
    <Form
      form={form}
      submit={t('builder.begin')}
      onCancel={onDone}
      onSubmit={async ({ title }) => {
        go(`/form-builder/${keyFor(title, taken)}`, { title })
      }}
    >
      <TextField label={t('builder.formTitle')} required autoFocus {...form.field('title')} />
    </Form>
  )
}

function keyFor(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 36)
  const base = plain || 'form'
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`
    if (!taken.includes(key)) return key
  }
}
