import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  MoneyField,
  notify,
  required,
  SelectField,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Policy } from './cover-words.ts'
import { HolderFields, TYPED } from './HolderFields.tsx'
import { valuesOf, type PolicyValues } from './policy-values.ts'

const OTHER = 'other'

/** Enters or changes a policy; a new one stands in the first place that is free. */
export function PolicyForm({
  clientId,
  policy,
  freePlace,
  onDone,
}: {
  clientId: string
  policy: Policy | null
  freePlace: number
  onDone: () => void
}) {
  const { t } = useWords('intake')
  const payers = useApi('GET /payers', {})
  const add = useAct('POST /clients/{clientId}/policies')
  const change = useAct('PUT /policies/{id}')
  const form = useFields<PolicyValues>({
    initial: valuesOf(policy, { otherPayer: OTHER, typedHolder: TYPED, freePlace }),
    check: {
      payer: required(t('insurance.payerMissing')),
      payerName: (value, all) => (all.payer === OTHER && !value.trim() ? t('insurance.payerMissing') : null),
      memberId: required(t('insurance.memberMissing')),
      holder: (value, all) => (all.relation !== 'self' && !value ? t('insurance.holderMissing') : null),
      familyName: (value, all) =>
        all.relation !== 'self' && all.holder === TYPED && !value.trim()
          ? t('insurance.holderMissing')
          : null,
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
        const wish = wishOf(given)
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
      {values.relation !== 'self' && <HolderFields clientId={clientId} policy={policy} form={form} />}
      <Columns of={3}>
        <DayField label={t('insurance.from')} {...form.field('validFrom')} />
        <DayField label={t('insurance.to')} {...form.field('validTo')} />
        <MoneyField label={t('insurance.copayOnCard')} {...form.field('copayMinor')} />
      </Columns>
    </Form>
  )
}

function wishOf(values: PolicyValues) {
  const relation = values.relation as Policy['relation']
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
        : values.holder !== TYPED
          ? { clientId: values.holder }
          : { givenName: values.givenName || null, familyName: values.familyName, bornOn: values.bornOn },
    priority: Number(values.priority),
    validFrom: values.validFrom,
    validTo: values.validTo,
    copayMinor: values.copayMinor,
  }
}
