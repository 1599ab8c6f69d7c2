import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Form,
  notify,
  NumberField,
  Page,
  Panel,
  RadioField,
  SelectField,
  SwitchField,
  TextArea,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'

type Settings = Returns<'GET /billing/settings'>

/** How this practice bills. */
export default function BillingSettingsScreen() {
  const { t } = useWords('billing')
  const settings = useApi('GET /billing/settings')
  return (
    <Page
      title={t('settings.title')}
      about={t('settings.about')}
      width="reading"
      crumbs={[{ label: t('title'), to: '/billing' }]}
    >
      <Panel>
        <Await read={settings}>{(found) => <SettingsForm key={found.rowVersion} settings={found} />}</Await>
      </Panel>
    </Page>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useWords('billing')
  const save = useAct('PUT /billing/settings')
  const form = useFields({
    initial: {
      invoiceMode: settings.invoiceMode as string,
      dueDays: settings.dueDays as number | null,
      pricesIncludeTax: settings.pricesIncludeTax,
      onlineProvider: settings.onlineProvider ?? 'none',
      invoiceNote: settings.invoiceNote ?? '',
      bankLines: settings.bankLines.join('\n'),
    },
  })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await save.do({
          rowVersion: settings.rowVersion,
          invoiceMode: values.invoiceMode as Settings['invoiceMode'],
          dueDays: values.dueDays ?? 0,
          pricesIncludeTax: values.pricesIncludeTax,
          onlineProvider: values.onlineProvider === 'test' ? 'test' : null,
          invoiceNote: values.invoiceNote.trim() || null,
          bankLines: values.bankLines
            .split('\n')
            .map((one) => one.trim())
            .filter(Boolean),
        })
        notify.done(t('settings.saved'))
      }}
    >
      <RadioField
        label={t('settings.mode')}
        choices={[
          { value: 'each_visit', label: t('settings.eachVisit'), help: t('settings.eachVisitHelp') },
          { value: 'by_hand', label: t('settings.byHand'), help: t('settings.byHandHelp') },
        ]}
        {...form.field('invoiceMode')}
      />
      <NumberField label={t('settings.dueDays')} min={0} max={365} {...form.field('dueDays')} />
      <SwitchField
        label={t('settings.includeTax')}
        help={t('settings.includeTaxHelp')}
        {...form.field('pricesIncludeTax')}
      />
      <SelectField
        label={t('settings.online')}
        help={t('settings.onlineHelp')}
        choices={[
          { value: 'none', label: t('settings.onlineNone') },
          { value: 'test', label: t('settings.onlineTest') },
        ]}
        {...form.field('onlineProvider')}
      />
      <TextArea label={t('settings.note')} help={t('settings.noteHelp')} {...form.field('invoiceNote')} />
      <TextArea label={t('settings.bank')} help={t('settings.bankHelp')} {...form.field('bankLines')} />
    </Form>
  )
}
