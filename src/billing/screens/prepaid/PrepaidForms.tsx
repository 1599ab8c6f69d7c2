import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  DayField,
  Form,
  notify,
  required,
  SelectField,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Held } from './ClientPrepaid.tsx'

/** Sells a package; its invoice is issued at once. */
export function SellPackage({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const types = useApi('GET /package-types')
  const sell = useAct('POST /clients/{id}/packages')
  const form = useFields<{ typeId: string | null }>({
    initial: { typeId: null },
    check: { typeId: required(t('prepaid.chooseOne')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('prepaid.sellPackage')}
      onSubmit={async ({ typeId }) => {
        await sell.do({ id: clientId, typeId: typeId! })
        notify.done(t('prepaid.sold'))
        onDone()
      }}
    >
      <SelectField
        label={t('prepaid.package')}
        required
        choices={(types.data?.items ?? [])
          .filter((one) => !one.archived)
          .map((one) => ({ value: one.id, label: one.name }))}
        nothing={t('prepaid.noPackages')}
        {...form.field('typeId')}
      />
    </Form>
  )
}

/** Begins a membership. */
export function Join({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const plans = useApi('GET /membership-plans')
  const join = useAct('POST /clients/{id}/memberships')
  const form = useFields<{ planId: string | null; startsOn: string | null }>({
    initial: { planId: null, startsOn: null },
    check: { planId: required(t('prepaid.chooseOne')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('prepaid.join')}
      onSubmit={async ({ planId, startsOn }) => {
        await join.do({ id: clientId, planId: planId!, ...(startsOn ? { startsOn } : {}) })
        notify.done(t('prepaid.joined'))
        onDone()
      }}
    >
      <SelectField
        label={t('prepaid.membership')}
        required
        choices={(plans.data?.items ?? [])
          .filter((one) => !one.archived)
          .map((one) => ({ value: one.id, label: one.name }))}
        nothing={t('prepaid.noPlans')}
        {...form.field('planId')}
      />
      <DayField label={t('prepaid.startsOn')} help={t('prepaid.startsOnHelp')} {...form.field('startsOn')} />
    </Form>
  )
}

/** Gives a package more time. */
export function Extend({ held, onDone }: { held: Held; onDone: () => void }) {
  const { t } = useWords('billing')
  const extend = useAct('POST /packages/{id}/extension')
  const form = useFields<{ expiresOn: string | null; reason: string }>({
    initial: { expiresOn: held.expiresOn, reason: '' },
    check: { reason: required(t('reasonMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('prepaid.extend')}
      onSubmit={async ({ expiresOn, reason }) => {
        await extend.do({ id: held.id, expiresOn, reason })
        onDone()
      }}
    >
      <DayField label={t('prepaid.expires')} {...form.field('expiresOn')} />
      <TextField label={t('till.reason')} required {...form.field('reason')} />
    </Form>
  )
}
