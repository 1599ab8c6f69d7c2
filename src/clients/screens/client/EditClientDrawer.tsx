import { useState } from 'react'
import { refresh, useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Drawer,
  Form,
  Heading,
  IconButton,
  notify,
  Row,
  SegmentField,
  Stack,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Client } from '../client-fields.tsx'
import { MoreFields, NameFields, valuesOf, wishOf } from '../client-fields.tsx'

type Contact = { kind: 'email' | 'phone'; value: string; label: string | null; isPreferred: boolean }

interface EditProps {
  client: Client
  open: boolean
  onClose: () => void
}

/** Changes what is known; somebody else's change in the meantime is shown, not overwritten. */
export function EditClientDrawer({ client, open, onClose }: EditProps) {
  const { t } = useWords('clients')
  return (
    <Drawer open={open} onClose={onClose} title={t('editTitle', { name: client.name })} size="large">
      <EditClient key={client.rowVersion} client={client} onClose={onClose} />
    </Drawer>
  )
}

function EditClient({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useWords('clients')
  const edit = useAct('PATCH /clients/{id}')
  const [contacts, setContacts] = useState<Contact[]>(
    client.contacts.map(({ kind, value, label, isPreferred }) => ({ kind, value, label, isPreferred })),
  )
  const form = useFields({
    initial: valuesOf(client),
    check: {
      familyName: (family, { givenName }) => (family.trim() || givenName.trim() ? null : t('nameMissing')),
    },
  })
  return (
    <Form
      form={form}
      onCancel={onClose}
      onSubmit={async (values) => {
        const given = contacts.filter((each) => each.value.trim() !== '')
        await edit
          .do({ id: client.id, rowVersion: client.rowVersion, ...wishOf(values), contacts: given })
          .catch(async (error) => {
            await refresh('GET /clients/{id}')
            throw error
          })
        notify.done(t('saved'))
        onClose()
      }}
    >
      <NameFields form={form} />
      <ContactFields contacts={contacts} onChange={setContacts} />
      <MoreFields form={form} />
    </Form>
  )
}

function ContactFields({
  contacts,
  onChange,
}: {
  contacts: Contact[]
  onChange: (contacts: Contact[]) => void
}) {
  const { t } = useWords('clients')
  const change = (index: number, part: Partial<Contact>) =>
    onChange(contacts.map((each, at) => (at === index ? { ...each, ...part } : each)))
  const add = (kind: Contact['kind']) =>
    onChange([...contacts, { kind, value: '', label: null, isPreferred: false }])
  return (
    <Stack gap="tight">
      <Heading>{t('contact')}</Heading>
      {contacts.map((contact, index) => (
        // Rows have no id before they are saved.
        // oxlint-disable-next-line react/no-array-index-key
        <Row key={index} align="end" nowrap>
          <SegmentField
            label={t('field.kind')}
            hideLabel
            value={contact.kind}
            onChange={(kind: string) => change(index, { kind: kind as Contact['kind'] })}
            choices={[
              { value: 'email', label: t('field.email') },
              { value: 'phone', label: t('field.phone') },
            ]}
          />
          <TextField
            label={t(`field.${contact.kind}`)}
            hideLabel
            type={contact.kind === 'email' ? 'email' : 'tel'}
            value={contact.value}
            onChange={(value: string) => change(index, { value })}
          />
          <TextField
            label={t('field.label')}
            hideLabel
            placeholder={t('field.label')}
            value={contact.label ?? ''}
            onChange={(label: string) => change(index, { label: label || null })}
          />
          <IconButton
            icon="remove"
            label={t('removeContact', { value: contact.value })}
            onClick={() => onChange(contacts.filter((_, at) => at !== index))}
          />
        </Row>
      ))}
      <Row>
        <Button small icon="mail" onClick={() => add('email')}>
          {t('addEmail')}
        </Button>
        <Button small icon="call" onClick={() => add('phone')}>
          {t('addPhone')}
        </Button>
      </Row>
    </Stack>
  )
}
