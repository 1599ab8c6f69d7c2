import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Columns,
  confirm,
  DataTable,
  DayField,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  MultiSelectField,
  notify,
  NumberField,
  Panel,
  required,
  Row,
  SelectField,
  Stack,
  Text,
  TextField,
  useFields,
  useWords,
  Await,
} from '../../../ui/kit/index.ts'
import { CHARGE_KINDS, type ChargeKind } from '../kinds.ts'
import { useToday } from '../use-today.ts'
import { Exemptions } from './Exemptions.tsx'
import { Days } from './Days.tsx'
import { useRate } from './use-rate.ts'

type Tax = Returns<'GET /billing/taxes'>['items'][number]

/** The taxes of the practice, and who is exempt from them. */
export function TaxesTab() {
  const { t } = useWords('billing')
  const taxes = useApi('GET /billing/taxes')
  const [editing, setEditing] = useState<Tax | 'new' | null>(null)
  const close = () => setEditing(null)
  return (
    <Stack>
      <Panel
        title={t('taxes.title')}
        flush
        actions={
          <Button small icon="add" onClick={() => setEditing('new')}>
            {t('taxes.add')}
          </Button>
        }
      >
        <Await read={taxes}>{({ items }) => <TaxTable taxes={items} onOpen={setEditing} />}</Await>
      </Panel>
      <Exemptions />
      <Dialog
        open={editing !== null}
        onClose={close}
        title={editing === 'new' ? t('taxes.add') : t('taxes.edit')}
      >
        {editing && <TaxForm tax={editing === 'new' ? null : editing} onDone={close} />}
      </Dialog>
    </Stack>
  )
}

function TaxTable({ taxes, onOpen }: { taxes: Tax[]; onOpen: (tax: Tax) => void }) {
  const { t } = useWords('billing')
  const rate = useRate()
  const today = useToday()
  return (
    <DataTable
      label={t('taxes.title')}
      rows={taxes}
      onOpen={onOpen}
      rowTone={(tax) => (tax.validUntil !== null && tax.validUntil < today ? 'soft' : undefined)}
      columns={[
        {
          key: 'name',
          title: t('taxes.name'),
          render: (tax) => (
            <span>
              {tax.name}
              <Text tone="soft" size="small" as="div">
                {tax.locationName ?? t('taxes.everywhere')}
                {tax.kinds.length > 0 && ` · ${tax.kinds.map((kind) => t(`kind.${kind}`)).join(', ')}`}
              </Text>
            </span>
          ),
        },
        { key: 'rate', title: t('taxes.rate'), align: 'right', render: (tax) => rate(tax.ratePpm) },
        { key: 'days', title: t('days.title'), render: (tax) => <Days of={tax} /> },
        {
          key: 'state',
          title: '',
          wideOnly: true,
          render: (tax) =>
            tax.validUntil !== null && tax.validUntil < today && <Badge>{t('days.over')}</Badge>,
        },
      ]}
      empty={<EmptyState icon="cash" title={t('taxes.none')} text={t('taxes.noneText')} />}
    />
  )
}

interface TaxValues extends Record<string, unknown> {
  name: string
  code: string
  percent: number | null
  locationId: string | null
  kinds: string[]
  validFrom: string | null
  validUntil: string | null
}

function TaxForm({ tax, onDone }: { tax: Tax | null; onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /billing/taxes')
  const change = useAct('PUT /billing/taxes/{id}')
  const remove = useAct('DELETE /billing/taxes/{id}')
  const locations = useApi('GET /locations', {})
  const form = useFields<TaxValues>({
    initial: {
      name: tax?.name ?? '',
      code: tax?.code ?? '',
      percent: tax ? tax.ratePpm / 10_000 : null,
      locationId: tax?.locationId ?? null,
      kinds: tax?.kinds ?? [],
      validFrom: tax?.validFrom ?? `${today.slice(0, 4)}-01-01`,
      validUntil: tax?.validUntil ?? null,
    },
    check: {
      name: required(t('taxes.nameMissing')),
      percent: required(t('taxes.rateMissing')),
      validFrom: required(t('days.fromMissing')),
    },
  })
  async function send(values: TaxValues) {
    const wish = {
      name: values.name,
      code: values.code || codeOf(values.name),
      ratePpm: Math.round((values.percent ?? 0) * 10_000),
      locationId: values.locationId,
      kinds: values.kinds as ChargeKind[],
      validFrom: values.validFrom ?? today,
      validUntil: values.validUntil,
    }
    await (tax ? change.do({ ...wish, id: tax.id, rowVersion: tax.rowVersion }) : add.do(wish))
    notify.done(t('settings.saved'))
    onDone()
  }
  const takeAway = () =>
    confirm({
      title: t('taxes.removeTitle', { name: tax?.name }),
      text: t('taxes.removeText'),
      act: t('taxes.remove'),
      danger: true,
      onConfirm: () => remove.do({ id: tax!.id }).then(onDone),
    })
  return (
    <Form form={form} onSubmit={send} onCancel={onDone}>
      <Columns of={2}>
        <TextField label={t('taxes.name')} required autoFocus {...form.field('name')} />
        <NumberField label={t('taxes.rate')} required min={0} max={100} unit="%" {...form.field('percent')} />
        <DayField label={t('days.from')} required {...form.field('validFrom')} />
        <DayField label={t('days.until')} help={t('days.untilHelp')} {...form.field('validUntil')} />
      </Columns>
      <SelectField
        label={t('taxes.where')}
        clearable
        placeholder={t('taxes.everywhere')}
        choices={(locations.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        {...form.field('locationId')}
      />
      <MultiSelectField
        label={t('taxes.kinds')}
        help={t('taxes.kindsHelp')}
        choices={CHARGE_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        {...form.field('kinds')}
      />
      <TextField label={t('taxes.code')} help={t('taxes.codeHelp')} {...form.field('code')} />
      {tax && (
        <Row>
          <IconButton icon="remove" label={t('taxes.remove')} onClick={takeAway} />
        </Row>
      )}
    </Form>
  )
}

/** A short word for the account, from the name: 'City tax' becomes city_tax. */
function codeOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
  return plain.slice(0, 20) || 'tax'
}
