import { useState } from 'react'
import { chosenPractice, useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Day,
  EmptyState,
  Form,
  Money,
  Notice,
  Panel,
  required,
  Row,
  Stack,
  StatusPill,
  Text,
  TextField,
  TextLink,
  useCan,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'

type Found = Returns<'POST /gift-cards/look-up'>

/** Gift cards that were sold, and what is left on one that somebody holds in their hand. */
export function GiftCardsTab() {
  const { t } = useWords('billing')
  const can = useCan()
  const read = useApi('GET /gift-cards', { limit: 200 }, { live: ['gift_card'] })
  const practice = chosenPractice.get()
  const pdf = (id: string) =>
    `/api/gift-cards/${id}/pdf${practice ? `?practice=${encodeURIComponent(practice)}` : ''}`
  return (
    <Stack>
      {can('payments.take') && <LookUp />}
      <Panel title={t('prepaid.giftCards')} flush>
        <Await read={read}>
          {({ items }) => (
            <DataTable
              label={t('prepaid.giftCards')}
              rows={items}
              columns={[
                {
                  key: 'card',
                  title: t('prepaid.card'),
                  render: (one) => (
                    <span>
                      …{one.last4}
                      <Text tone="soft" size="small" as="div">
                        {one.recipient ?? one.clientName}
                      </Text>
                    </span>
                  ),
                },
                {
                  key: 'buyer',
                  title: t('prepaid.buyer'),
                  render: (one) => <TextLink to={`/clients/${one.clientId}`}>{one.clientName}</TextLink>,
                  wideOnly: true,
                },
                {
                  key: 'state',
                  title: t('prepaid.stands'),
                  render: (one) => (
                    <StatusPill state={one.state}>{t(`prepaid.state.${one.state}`)}</StatusPill>
                  ),
                },
                {
                  key: 'until',
                  title: t('prepaid.expires'),
                  render: (one) => (one.expiresOn ? <Day of={one.expiresOn} /> : '–'),
                  wideOnly: true,
                },
                {
                  key: 'left',
                  title: t('prepaid.left'),
                  align: 'right',
                  render: (one) => <Money of={one.balanceMinor} currency={one.currency} />,
                },
                {
                  key: 'pdf',
                  title: t('till.acts'),
                  align: 'right',
                  render: (one) =>
                    one.soldOn !== null &&
                    can('payments.take') && (
                      <Button small kind="quiet" icon="document" href={pdf(one.id)}>
                        PDF
                      </Button>
                    ),
                },
              ]}
              empty={
                <EmptyState
                  icon="star"
                  title={t('prepaid.noGiftCards')}
                  text={t('prepaid.noGiftCardsText')}
                  action={<Button to="/till">{t('till.title')}</Button>}
                />
              }
            />
          )}
        </Await>
      </Panel>
    </Stack>
  )
}

function LookUp() {
  const { t } = useWords('billing')
  const format = useFormat()
  const look = useAct('POST /gift-cards/look-up')
  const [found, setFound] = useState<Found | null>(null)
  const form = useFields({ initial: { code: '' }, check: { code: required(t('till.codeMissing')) } })
  return (
    <Panel title={t('prepaid.lookUp')}>
      <Stack>
        <Form
          form={form}
          submit={t('prepaid.lookUpAct')}
          onSubmit={async ({ code }) => setFound(await look.do({ code }))}
        >
          <TextField label={t('till.code')} autoComplete="off" required {...form.field('code')} />
        </Form>
        {found && (
          <Notice tone={found.balanceMinor > 0 ? 'good' : 'warn'}>
            <Row>
              …{found.last4}: {format.money(found.balanceMinor, found.currency)}
              <StatusPill state={found.state}>{t(`prepaid.state.${found.state}`)}</StatusPill>
            </Row>
          </Notice>
        )}
      </Stack>
    </Panel>
  )
}
