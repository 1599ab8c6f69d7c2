import { useApi } from '../../../ui/api/index.ts'
import {
  Badge,
  Code,
  Facts,
  Panel,
  Row,
  Split,
  Stack,
  Text,
  TextLink,
  useFormat,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { Parts } from '../../../ui/staff/index.ts'
import type { Client } from '../client-fields.tsx'
import classes from '../clients.module.css'
import { RelationshipList } from './FamilyTab.tsx'

/** What is known of a client at a glance; panels of later slices stand beside it. */
export function ClientOverview({ client }: { client: Client }) {
  const { t } = useWords('clients')
  return (
    <Split
      side={
        <>
          <ContactPanel client={client} />
          <FamilyPanel client={client} />
        </>
      }
    >
      <Parts place="client.side" id={client.id} />
      <PersonPanel client={client} />
      {client.notes && (
        <Panel title={t('field.notes')}>
          <Lines of={client.notes.split('\n')} />
        </Panel>
      )}
    </Split>
  )
}

function PersonPanel({ client }: { client: Client }) {
  const { t } = useWords('clients')
  const format = useFormat()
  const staff = useApi('GET /staff', { show: 'all' })
  const usual = staff.data?.items.find((each) => each.id === client.usualPractitionerId)
  const facts = Object.entries(client.facts).map(([name, value]): [string, string] => [name, String(value)])
  return (
    <Panel title={t('about_person')}>
      <Facts
        of={[
          [t('field.given'), client.givenName && <bdi>{client.givenName}</bdi>],
          [t('field.family'), client.familyName && <bdi>{client.familyName}</bdi>],
          [t('field.born'), client.bornOn && format.day(client.bornOn, 'long')],
          [t('field.sex'), client.sex && t(`sex.${client.sex}`)],
          [t('field.language'), client.language && t(`language.${client.language}`)],
          [t('field.usual'), usual?.name],
          [t('field.since'), <When key="since" at={client.createdAt} only="day" />],
          ...facts,
        ]}
      />
    </Panel>
  )
}

function ContactPanel({ client }: { client: Client }) {
  const { t } = useWords('clients')
  return (
    <Panel title={t('contact')}>
      <Stack gap="tight">
        {client.contacts.length === 0 && <Text tone="soft">{t('noContact')}</Text>}
        {client.contacts.map(({ id, kind, value, label, isPreferred }) => (
          <Row key={id} justify="between">
            <a className={classes.link} href={`${kind === 'email' ? 'mailto' : 'tel'}:${value}`}>
              <Code>{value}</Code>
            </a>
            <Row>
              {label && <Badge>{label}</Badge>}
              {isPreferred && <Badge tone="accent">{t(`preferred.${kind}`)}</Badge>}
            </Row>
          </Row>
        ))}
        {client.addressLines.length > 0 && <Lines of={client.addressLines} />}
      </Stack>
    </Panel>
  )
}

function FamilyPanel({ client }: { client: Client }) {
  const { t } = useWords('clients')
  const read = useApi('GET /clients/{id}/relationships', { id: client.id })
  if (!read.data || read.data.items.length === 0) return null
  return (
    <Panel
      title={t('tab.family')}
      actions={
        <TextLink to={`/clients/${client.id}`} search={{ tab: 'family' }}>
          {t('family.all')}
        </TextLink>
      }
    >
      <RelationshipList items={read.data.items} />
    </Panel>
  )
}

function Lines({ of }: { of: string[] }) {
  return (
    <div>
      {of.map((line, index) => (
        // Lines may repeat; their place is all that tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index}>
          <bdi>{line || '\u00a0'}</bdi>
        </div>
      ))}
    </div>
  )
}
