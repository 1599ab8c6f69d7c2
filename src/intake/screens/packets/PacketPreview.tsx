import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Columns,
  Panel,
  SelectField,
  Stack,
  Text,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { useRuleWords } from './use-rule-words.ts'

/** "Who would get what": a service and a client, what they would be asked for and when mails would go out. */
export function PacketPreview() {
  const { t } = useWords('intake')
  const { services } = useRuleWords()
  const clients = useApi('GET /clients', { limit: 200 })
  const [serviceId, setServiceId] = useState('')
  const [clientId, setClientId] = useState('')
  const isAsked = serviceId !== '' && clientId !== ''
  const read = useApi(
    'GET /packet-preview',
    { serviceId, clientId },
    { when: isAsked, keep: true, live: ['packet_rule'] },
  )
  return (
    <Panel title={t('packets.preview')}>
      <Stack>
        <Columns>
          <SelectField
            label={t('packets.service')}
            search
            value={serviceId}
            onChange={(next: string | null) => setServiceId(next ?? '')}
            choices={services.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            label={t('waiting.client')}
            search
            value={clientId}
            onChange={(next: string | null) => setClientId(next ?? '')}
            choices={(clients.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Columns>
        {isAsked && (
          <Await read={read}>
            {({ items, mails }) => (
              <Stack>
                {items.length === 0 && <Text tone="soft">{t('packets.nothingAsked')}</Text>}
                {items.map((one) => (
                  <Text key={`${one.kind} ${one.key}`}>
                    {one.title}{' '}
                    <Badge tone={one.state === 'answered' ? 'good' : 'warn'}>
                      {t(`packets.state.${one.state}`)}
                    </Badge>
                    {one.blocks && <Badge tone="bad">{t('packets.blocksShort')}</Badge>}
                  </Text>
                ))}
                {mails.map((mail) => (
                  <Text key={mail.at + mail.kind} size="small" tone="soft">
                    <When at={mail.at} /> · {t(`packets.mail.${mail.kind}`)}: {mail.titles.join(', ')}
                  </Text>
                ))}
              </Stack>
            )}
          </Await>
        )}
      </Stack>
    </Panel>
  )
}
