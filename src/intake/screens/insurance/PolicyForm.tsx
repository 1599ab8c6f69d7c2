import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  BirthDayField,
  Columns,
  DayField,
  Form,
  MoneyField,
  notify,
  required,
  SelectField,
  Stack,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Policy } from './cover-words.ts'

const OTHER = 'other'

type Values = {
  payer: string
  payerName: string
  memberId: string
  groupNumber: string
  planName: string
  relation: string
  givenName: string
  familyName: string
  bornOn: string | null
  priority: string
  validFrom: string | null
  validTo: string | null
  copayMinor: number | null
}

function valuesOf(policy: Policy | null): Values {
  return {
    payer: policy ? (policy.payerId ?? OTHER) : '',
    payerName: policy && !policy.payerId ? policy.payerName : '',
    memberId: policy?.memberId ?? '',
    groupNumber: policy?.groupNumber ?? '',
    planName: policy?.planName ?? '',
    relation: policy?.relation ?? 'self',
    givenName: policy?.holder.givenName ?? '',
    familyName: policy?.holder.familyName ?? '',
    bornOn: policy?.holder.bornOn ?? null,
    priority: String(policy?.priority ?? 1),
    validFrom: policy?.validFrom ?? null,
    validTo: policy?.validTo ?? null,
    copayMinor: policy?.copayMinor ?? null,
  }
}

/** Enters or changes a policy. A holder who is a client here is kept while nothing else is typed. */
export function PolicyForm({
  clientId,
  policy,
  onDone,
}: {
  clientId: string
  policy: Policy | null
  onDone: () => void
}) {
  const { t } = useWords('intake')
  const payers = useApi('GET /payers', {})
  const add = useAct('POST /clients/{clientId}/policies')
  const change = useAct('PUT /policies/{id}')
  const form = useFields<Values>({
    initial: valuesOf(policy),
    check: {
      payer: required(t('insurance.payerMissing')),
      payerName: (value, all) => (all.payer === OTHER && !value.trim() ? t('insurance.payerMissing') : null),
      memberId: required(t('insurance.memberMissing')),
      familyName: (value, all) =>
        all.relation !== 'self' && !value.trim() ? t('insurance.holderMissing') : null,
    },
  })
  const { values } = form
  const choices = (payers.data?.items ?? [])
    .filter((each) => !each.retiredAt || each.id === policy?.payerId)
    .map(({ id, name, code }) => ({ value: id, label: code ? `${name} · ${code}` : name }))
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async (given) => {
        const wish = wishOf(given, policy)
        if (policy) await change.do({ id: policy.id, rowVersion: policy.rowVersion, ...wish })
        else await add.do({ clientId, ...wish })
        notify.done(t('insurance.saved'))
        onDone()
      }}
    >
      <SelectField
        label={t('insurance.payer')}
        required
        choices={[...choices, { value: OTHER, label: t('insurance.otherPayer') }]}
        {...form.field('payer')}
      />
      {values.payer === OTHER && (
        <TextField label={t('insurance.payerName')} required {...form.field('payerName')} />
      )}
      <Columns>
        <TextField label={t('insurance.memberId')} required {...form.field('memberId')} />
        <TextField label={t('insurance.group')} {...form.field('groupNumber')} />
        <TextField label={t('insurance.plan')} {...form.field('planName')} />
        <SelectField
          label={t('insurance.priority')}
          choices={['1', '2', '3'].map((value) => ({ value, label: t(`insurance.place.${value}`) }))}
          {...form.field('priority')}
        />
      </Columns>
      <SelectField
        label={t('insurance.relationTitle')}
        choices={['self', 'spouse', 'child', 'other'].map((value) => ({
          value,
          label: t(`insurance.relation.${value}`),
        }))}
        {...form.field('relation')}
      />
      {values.relation !== 'self' && (
        <Stack gap="tight">
          <Columns of={3}>
            <TextField label={t('insurance.holderGiven')} {...form.field('givenName')} />
            <TextField label={t('insurance.holderFamily')} required {...form.field('familyName')} />
            <BirthDayField label={t('insurance.holderBorn')} {...form.field('bornOn')} />
          </Columns>
        </Stack>
      )}
      <Columns of={3}>
        <DayField label={t('insurance.from')} {...form.field('validFrom')} />
        <DayField label={t('insurance.to')} {...form.field('validTo')} />
        <MoneyField
          label={t('insurance.copay')}
          help={t('insurance.copayHelp')}
          {...form.field('copayMinor')}
        />
      </Columns>
    </Form>
  )
}

function wishOf(values: Values, policy: Policy | null) {
  const relation = values.relation as Policy['relation']
  const known = policy?.holder
  const isSameHolder =
    known?.clientId && known.givenName === values.givenName && known.familyName === values.familyName
  return {
    payerId: values.payer === OTHER ? null : values.payer,
    payerName: values.payer === OTHER ? values.payerName : null,
    memberId: values.memberId,
    groupNumber: values.groupNumber || null,
    planName: values.planName || null,
    relation,
    holder:
      relation === 'self'
        ? null
        : isSameHolder
          ? { clientId: known.clientId }
          : { givenName: values.givenName || null, familyName: values.familyName, bornOn: values.bornOn },
    priority: Number(values.priority),
    validFrom: values.validFrom,
    validTo: values.validTo,
    copayMinor: values.copayMinor,
  }
}
