import { useState } from 'react'
import { useAct, useApi, type Returns, type Takes } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  CheckField,
  Columns,
  Dialog,
  Form,
  IconButton,
  MoneyField,
  NumberField,
  Notice,
  notify,
  Panel,
  Row,
  SelectField,
  SwitchField,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'

type Settings = Returns<'GET /dunning/settings'>
type Step = Settings['steps'][number]

/** The steps of reminding, and whether it runs by itself. */
export function DunningSettings({ onDone }: { onDone: () => void }) {
  const { t } = useWords('billing')
  const settings = useApi('GET /dunning/settings')
  return (
    <Dialog open onClose={onDone} title={t('books.dunning.steps')} size="large">
      <Await read={settings}>
        {(found) => <SettingsForm key={found.rowVersion} settings={found} onDone={onDone} />}
      </Await>
    </Dialog>
  )
}

function SettingsForm({ settings, onDone }: { settings: Settings; onDone: () => void }) {
  const { t } = useWords('billing')
  const currency = useMe().practice.currency
  const save = useAct('PUT /dunning/settings')
  const [steps, setSteps] = useState<Step[]>(settings.steps)
  const form = useFields<{ isOn: boolean; minOpenMinor: number | null; sendHour: number | null }>({
    initial: { isOn: settings.isOn, minOpenMinor: settings.minOpenMinor, sendHour: settings.sendHour },
  })
  const change = (at: number, more: Partial<Step>) =>
    setSteps(steps.map((step, nth) => (nth === at ? { ...step, ...more } : step)))
  const last = steps.at(-1)
  const add = () =>
    setSteps([
      ...steps,
      {
        daysAfterDue: (last?.daysAfterDue ?? 0) + 14,
        act: 'letter',
        wording: 'dunning_3',
        attachStatement: true,
        feeMinor: null,
        minOpenMinor: 0,
      },
    ])
  return (
    <Form
      form={form}
      onCancel={onDone}
      extra={
        steps.length < 8 && (
          <Button icon="add" kind="quiet" onClick={add}>
            {t('books.dunning.addStep')}
          </Button>
        )
      }
      onSubmit={async (values) => {
        const wish: Takes<'PUT /dunning/settings'> = {
          isOn: values.isOn,
          minOpenMinor: values.minOpenMinor ?? 0,
          sendHour: values.sendHour ?? 9,
          steps,
          rowVersion: settings.rowVersion,
        }
        await save.do(wish)
        notify.done(t('settings.saved'))
        onDone()
      }}
    >
      <SwitchField
        label={t('books.dunning.isOn')}
        help={t('books.dunning.isOnHelp')}
        {...form.field('isOn')}
      />
      <Columns of={2}>
        <MoneyField label={t('books.dunning.minOpen')} currency={currency} {...form.field('minOpenMinor')} />
        <NumberField label={t('books.dunning.sendHour')} min={0} max={23} {...form.field('sendHour')} />
      </Columns>
      {steps.map((step, at) => (
        <StepPanel
          key={at}
          step={step}
          nth={at + 1}
          currency={currency}
          onChange={(more) => change(at, more)}
          onRemove={() => setSteps(steps.filter((_, nth) => nth !== at))}
        />
      ))}
      {steps.length === 0 && <Notice tone="warn">{t('books.dunning.noSteps')}</Notice>}
    </Form>
  )
}

interface StepProps {
  step: Step
  nth: number
  currency: string
  onChange: (more: Partial<Step>) => void
  onRemove: () => void
}

function StepPanel({ step, nth, currency, onChange, onRemove }: StepProps) {
  const { t } = useWords('billing')
  const what = step.act === 'call' ? 'call' : step.wording
  const choose = (value: string | null) =>
    onChange(
      value === 'call'
        ? { act: 'call', feeMinor: null, attachStatement: false }
        : { act: 'letter', wording: (value ?? 'dunning_1') as Step['wording'] },
    )
  return (
    <Panel
      title={t('books.dunning.step', { step: nth })}
      actions={
        <IconButton icon="remove" label={t('books.dunning.removeStep', { step: nth })} onClick={onRemove} />
      }
    >
      <Columns of={3}>
        <NumberField
          label={t('books.dunning.daysAfter')}
          min={1}
          max={365}
          value={step.daysAfterDue}
          onChange={(days: number | null) => onChange({ daysAfterDue: days ?? 1 })}
        />
        <SelectField
          label={t('books.dunning.what')}
          value={what}
          onChange={choose}
          choices={[
            ...(['dunning_1', 'dunning_2', 'dunning_3'] as const).map((value) => ({
              value,
              label: t(`books.dunning.wording.${value}`),
            })),
            { value: 'call', label: t('books.dunning.call') },
          ]}
        />
        <MoneyField
          label={t('books.dunning.onlyFrom')}
          currency={currency}
          value={step.minOpenMinor}
          onChange={(minor: number | null) => onChange({ minOpenMinor: minor ?? 0 })}
        />
      </Columns>
      {step.act === 'letter' && (
        <Row align="end" gap="normal">
          <MoneyField
            label={t('books.dunning.fee')}
            currency={currency}
            value={step.feeMinor}
            onChange={(minor: number | null) => onChange({ feeMinor: minor === 0 ? null : minor })}
          />
          <CheckField
            label={t('books.dunning.attach')}
            value={step.attachStatement}
            onChange={(on: boolean) => onChange({ attachStatement: on })}
          />
        </Row>
      )}
    </Panel>
  )
}
