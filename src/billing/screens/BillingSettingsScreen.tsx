import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Columns,
  Form,
  notify,
  NumberField,
  Page,
  Panel,
  RadioField,
  SelectField,
  SwitchField,
  Tabs,
  TextArea,
  useFields,
  useUrlState,
  useWords,
} from '../../ui/kit/index.ts'

import { AutomaticTab } from './autopay/AutomaticTab.tsx'
import { CardProvider } from './cards/CardProvider.tsx'
import { ExtrasPanel } from './setup/ExtrasPanel.tsx'
import { PayersTab } from './setup/PayersTab.tsx'
import { PriceListsTab } from './setup/PriceListsTab.tsx'
import { TaxesTab } from './setup/TaxesTab.tsx'
import { CodesTab } from './superbills/CodesTab.tsx'
import { RatesTab } from './time/RatesTab.tsx'

type Settings = Returns<'GET /billing/settings'>

/** How this practice bills. */
export default function BillingSettingsScreen() {
  const { t } = useWords('billing')
  const [url, setUrl] = useUrlState({ tab: 'general' })
  const settings = useApi('GET /billing/settings')
  return (
    <Page
      title={t('settings.title')}
      about={t('settings.about')}
      crumbs={[{ label: t('title'), to: '/billing' }]}
    >
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          {
            key: 'general',
            label: t('settings.general'),
            icon: 'settings',
            content: (
              <Panel>
                <Await read={settings}>
                  {(found) => <SettingsForm key={found.rowVersion} settings={found} />}
                </Await>
              </Panel>
            ),
          },
          { key: 'cards', label: t('provider.title'), icon: 'card', content: <CardProvider /> },
          { key: 'automatic', label: t('autopay.tab'), icon: 'clock', content: <AutomaticTab /> },
          { key: 'taxes', label: t('taxes.tab'), icon: 'receipt', content: <TaxesTab /> },
          {
            key: 'prices',
            label: t('prices.tab'),
            icon: 'tag',
            content: (
              <>
                <PriceListsTab />
                <ExtrasPanel />
              </>
            ),
          },
          { key: 'rates', label: t('rates.tab'), icon: 'clock', content: <RatesTab /> },
          { key: 'codes', label: t('codes.tab'), icon: 'tag', content: <CodesTab /> },
          { key: 'payers', label: t('payers.tab'), icon: 'team', content: <PayersTab /> },
        ]}
      />
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
      approvalStep: settings.approvalStep,
      taxRounding: settings.taxRounding as string,
      deskLimit: ((settings.discountLimits.front_desk ?? 10_000) / 100) as number | null,
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
          approvalStep: values.approvalStep,
          taxRounding: values.taxRounding as Settings['taxRounding'],
          discountLimits: {
            ...settings.discountLimits,
            front_desk: Math.round((values.deskLimit ?? 100) * 100),
          },
          onlineProvider:
            values.onlineProvider === 'none' ? null : (values.onlineProvider as Settings['onlineProvider']),
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
      <SwitchField
        label={t('settings.approval')}
        help={t('settings.approvalHelp')}
        {...form.field('approvalStep')}
      />
      <SwitchField
        label={t('settings.includeTax')}
        help={t('settings.includeTaxHelp')}
        {...form.field('pricesIncludeTax')}
      />
      <Columns of={2}>
        <NumberField label={t('settings.dueDays')} min={0} max={365} {...form.field('dueDays')} />
        <SelectField
          label={t('settings.rounding')}
          choices={[
            { value: 'line', label: t('settings.roundLine') },
            { value: 'invoice', label: t('settings.roundInvoice') },
          ]}
          {...form.field('taxRounding')}
        />
        <NumberField
          label={t('settings.deskLimit')}
          help={t('settings.deskLimitHelp')}
          min={0}
          max={100}
          unit="%"
          {...form.field('deskLimit')}
        />
        <SelectField
          label={t('settings.online')}
          help={t('settings.onlineHelp')}
          choices={[
            { value: 'none', label: t('settings.onlineNone') },
            { value: 'stripe', label: 'Stripe' },
            { value: 'test', label: t('settings.onlineTest') },
          ]}
          {...form.field('onlineProvider')}
        />
      </Columns>
      <TextArea label={t('settings.note')} help={t('settings.noteHelp')} {...form.field('invoiceNote')} />
      <TextArea label={t('settings.bank')} help={t('settings.bankHelp')} {...form.field('bankLines')} />
    </Form>
  )
}
