import { useAct, type Returns } from '../../../ui/api/index.ts'
import {
  CheckField,
  Columns,
  Form,
  Notice,
  notify,
  NumberField,
  Panel,
  PasswordField,
  RadioField,
  Stack,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type House = Returns<'GET /clearinghouse'>
const KINDS = ['off', 'practice', 'folder', 'http'] as const

/** The way questions about cover take. The password is never shown again. */
export function ClearinghouseForm({ house }: { house: House }) {
  const { t } = useWords('intake')
  const save = useAct('PUT /clearinghouse')
  const form = useFields({
    initial: {
      ...house,
      kind: house.kind as string,
      url: house.url ?? '',
      userName: house.userName ?? '',
      secret: '',
      serviceTypes: house.serviceTypes.join(' '),
    },
  })
  const { kind } = form.values
  return (
    <Panel title={t('insurance.asking.title')}>
      <Form
        form={form}
        onSubmit={async ({ hasSecret: _known, ...values }) => {
          await save.do({
            ...values,
            kind: values.kind as House['kind'],
            url: values.url || null,
            userName: values.userName || null,
            serviceTypes: values.serviceTypes
              .toUpperCase()
              .split(/[\s,;]+/)
              .filter(Boolean),
            staleDays: Number(values.staleDays),
            aheadDays: Number(values.aheadDays),
            ...(values.secret ? { secret: values.secret } : {}),
          })
          notify.done(t('insurance.saved'))
        }}
      >
        <RadioField
          label={t('insurance.way')}
          choices={KINDS.map((value) => ({
            value,
            label: t(`insurance.ways.${value}`),
            help: t(`insurance.waysHelp.${value}`),
          }))}
          {...form.field('kind')}
        />
        {kind === 'practice' && (
          <Notice tone="warn" title={t('insurance.demoTitle')}>
            {t('insurance.demoText')}
          </Notice>
        )}
        {kind === 'http' && (
          <Columns of={3}>
            <TextField label={t('insurance.url')} required {...form.field('url')} />
            <TextField
              label={t('insurance.userName')}
              help={t('insurance.userNameHelp')}
              {...form.field('userName')}
            />
            <PasswordField
              autoComplete="new-password"
              label={t('insurance.secret')}
              help={house.hasSecret ? t('insurance.secretKept') : undefined}
              {...form.field('secret')}
            />
          </Columns>
        )}
        {(kind === 'http' || kind === 'folder') && (
          <Stack gap="tight">
            <Columns of={4}>
              <TextField label={t('insurance.senderQualifier')} {...form.field('senderQualifier')} />
              <TextField label={t('insurance.senderId')} required {...form.field('senderId')} />
              <TextField label={t('insurance.receiverQualifier')} {...form.field('receiverQualifier')} />
              <TextField label={t('insurance.receiverId')} required {...form.field('receiverId')} />
            </Columns>
            <CheckField label={t('insurance.isTrial')} {...form.field('isTrial')} />
          </Stack>
        )}
        {kind !== 'off' && (
          <Columns of={3}>
            <TextField
              label={t('insurance.providerName')}
              help={t('insurance.providerHelp')}
              {...form.field('providerName')}
            />
            <TextField label={t('insurance.npi')} {...form.field('npi')} />
            <TextField
              label={t('insurance.serviceTypes')}
              help={t('insurance.serviceTypesHelp')}
              {...form.field('serviceTypes')}
            />
            <NumberField
              label={t('insurance.aheadDays')}
              help={t('insurance.aheadHelp')}
              {...form.field('aheadDays')}
            />
            <NumberField label={t('insurance.staleDays')} {...form.field('staleDays')} />
          </Columns>
        )}
      </Form>
    </Panel>
  )
}
