import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  Loading,
  Menu,
  MultiSelectField,
  NumberField,
  Row,
  SelectField,
  Stack,
  Text,
  TextField,
  confirm,
  notify,
  required,
  useCan,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Kind = Returns<'GET /recall-types'>['items'][number]

/** The kinds of recall: what starts them, how often, when the client is reminded. */
export function RecallTypes({ onClose }: { onClose: () => void }) {
  const { t } = useWords('outreach')
  const [edited, setEdited] = useState<Kind | 'new' | null>(null)
  const read = useApi('GET /recall-types', {})
  const services = useApi('GET /services', {})
  return (
    <Dialog open onClose={onClose} title={t('recalls.kinds')} size="large">
      <Await read={read} loading={<Loading lines={6} />}>
        {({ items }) =>
          edited && services.data ? (
            <KindForm
              kind={edited === 'new' ? null : edited}
              services={services.data.items}
              onDone={() => setEdited(null)}
            />
          ) : (
            <Kinds items={items} onEdit={setEdited} />
          )
        }
      </Await>
    </Dialog>
  )
}

function Kinds({ items, onEdit }: { items: Kind[]; onEdit: (kind: Kind | 'new') => void }) {
  const { t } = useWords('outreach')
  const can = useCan()
  const archive = useAct('POST /recall-types/{id}/archiving')
  const mayEdit = can('recalls.set_up')
  const add = mayEdit && (
    <Button kind="main" icon="add" onClick={() => onEdit('new')}>
      {t('recalls.newKind')}
    </Button>
  )
  const ask = (kind: Kind) =>
    confirm({
      title: t('recalls.archiveTitle', { name: kind.name }),
      text: t('recalls.archiveText'),
      act: t('recalls.archive'),
      danger: true,
      onConfirm: () => archive.do({ id: kind.id }),
    })
  return (
    <Stack>
      <DataTable
        label={t('recalls.kinds')}
        rows={items}
        {...(mayEdit ? { onOpen: onEdit } : {})}
        empty={
          <EmptyState
            icon="refresh"
            title={t('recalls.noKinds')}
            text={t('recalls.noKindsText')}
            action={add}
          />
        }
        columns={[
          { key: 'name', title: t('recalls.kind'), render: (kind) => kind.name },
          { key: 'every', title: t('recalls.every'), render: (kind) => <Every of={kind} /> },
          {
            key: 'reminders',
            title: t('recalls.reminders'),
            wideOnly: true,
            render: (kind) => t('recalls.remindersOf', { count: kind.againAfterDays.length + 1 }),
          },
          {
            key: 'group',
            title: t('recalls.group'),
            wideOnly: true,
            render: (kind) => [kind.exclusiveGroup, ages(kind)].filter(Boolean).join(', ') || '–',
          },
          {
            key: 'menu',
            title: '',
            width: 48,
            render: (kind) =>
              mayEdit && (
                <span
                  onClick={(event) => event.stopPropagation()}
                  onKeyDown={(event) => event.stopPropagation()}
                >
                  <Menu
                    label={t('recalls.actsOf', { name: kind.name })}
                    entries={[
                      { label: t('recalls.change'), icon: 'edit', onClick: () => onEdit(kind) },
                      {
                        label: t('recalls.archive'),
                        icon: 'archive',
                        danger: true,
                        onClick: () => ask(kind),
                      },
                    ]}
                  />
                </span>
              ),
          },
        ]}
      />
      {items.length > 0 && <Row>{add}</Row>}
    </Stack>
  )
}

function ages({ fromAge, untilAge }: Kind): string {
  if (fromAge === null && untilAge === null) return ''
  return untilAge === null ? `${fromAge}+` : `${fromAge ?? 0}–${untilAge - 1}`
}

function Every({ of: { months, days } }: { of: Pick<Kind, 'months' | 'days'> }) {
  const { t } = useWords('outreach')
  const parts = [
    months > 0 && t('recalls.monthsCount', { count: months }),
    days > 0 && t('recalls.daysCount', { count: days }),
  ]
  return <>{parts.filter(Boolean).join(' + ')}</>
}

interface KindFormProps {
  kind: Kind | null
  services: { id: string; name: string }[]
  onDone: () => void
}

function KindForm({ kind, services, onDone }: KindFormProps) {
  const { t } = useWords('outreach')
  const create = useAct('POST /recall-types')
  const update = useAct('PATCH /recall-types/{id}')
  const choices = services.map(({ id, name }) => ({ value: id, label: name }))
  const form = useFields({
    initial: {
      name: kind?.name ?? '',
      months: (kind?.months ?? 6) as number | null,
      days: (kind?.days ?? 0) as number | null,
      triggerServiceIds: kind?.triggerServiceIds ?? ([] as string[]),
      bookServiceId: kind?.bookServiceId ?? null,
      exclusiveGroup: kind?.exclusiveGroup ?? '',
      fromAge: kind?.fromAge ?? null,
      untilAge: kind?.untilAge ?? null,
      firstReminderDays: (kind?.firstReminderDays ?? -14) as number | null,
      againAfterDays: (kind?.againAfterDays ?? [21, 42]).join(', '),
    },
    check: { name: required(t('recalls.nameMissing')) },
  })
  async function submit(values: typeof form.values): Promise<void> {
    const wish = {
      ...values,
      months: values.months ?? 0,
      days: values.days ?? 0,
      exclusiveGroup: values.exclusiveGroup.trim() || null,
      firstReminderDays: values.firstReminderDays ?? 0,
      againAfterDays: (values.againAfterDays.match(/\d+/g) ?? []).map(Number),
    }
    await (kind ? update.do({ id: kind.id, rowVersion: kind.rowVersion, ...wish }) : create.do(wish))
    notify.done(t('recalls.kindSaved'))
    onDone()
  }
  return (
    <Form form={form} onCancel={onDone} onSubmit={submit}>
      <TextField label={t('recalls.name')} required maxLength={80} {...form.field('name')} />
      <MultiSelectField
        label={t('recalls.startedBy')}
        help={t('recalls.startedByHelp')}
        choices={choices}
        {...form.field('triggerServiceIds')}
      />
      <SelectField
        label={t('recalls.books')}
        clearable
        search
        choices={choices}
        {...form.field('bookServiceId')}
      />
      <Columns of={4}>
        <NumberField label={t('recalls.months')} min={0} max={240} {...form.field('months')} />
        <NumberField label={t('recalls.days')} min={0} max={366} {...form.field('days')} />
        <NumberField
          label={t('recalls.firstReminder')}
          min={-180}
          max={180}
          {...form.field('firstReminderDays')}
        />
        <TextField label={t('recalls.againAfter')} {...form.field('againAfterDays')} />
      </Columns>
      <Text tone="soft" size="small">
        {t('recalls.remindersHelp')}
      </Text>
      <Columns of={3}>
        <TextField label={t('recalls.group')} maxLength={40} {...form.field('exclusiveGroup')} />
        <NumberField label={t('recalls.fromAge')} min={0} max={150} {...form.field('fromAge')} />
        <NumberField label={t('recalls.untilAge')} min={0} max={150} {...form.field('untilAge')} />
      </Columns>
      <Text tone="soft" size="small">
        {t('recalls.groupHelp')}
      </Text>
    </Form>
  )
}
