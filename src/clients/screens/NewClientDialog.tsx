import { useState } from 'react'
import { ProblemError, useAct } from '../../ui/api/index.ts'
import {
  Button,
  Columns,
  Day,
  Dialog,
  Form,
  Notice,
  notify,
  Person,
  Row,
  Stack,
  Text,
  TextField,
  useFields,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import { NameFields, valuesOf, wishOf } from './client-fields.tsx'

interface Alike {
  id: string
  number: number
  name: string
  bornOn: string | null
  because: string[]
}

/** A new client; asks when somebody like this is already here. */
export function NewClientDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords('clients')
  return (
    <Dialog open={open} onClose={onClose} title={t('newClient')}>
      <NewClient onClose={onClose} />
    </Dialog>
  )
}

function NewClient({ onClose }: { onClose: () => void }) {
  const { t } = useWords('clients')
  const go = useGo()
  const create = useAct('POST /clients')
  const [alike, setAlike] = useState<Alike[]>([])
  const form = useFields({
    initial: { ...valuesOf(), email: '', phone: '' },
    check: {
      familyName: (family, { givenName }) => (family.trim() || givenName.trim() ? null : t('nameMissing')),
    },
  })

  async function submit(values: typeof form.values, onlyIfNew: boolean) {
    const contacts = { email: values.email.trim() || null, phone: values.phone.trim() || null }
    try {
      const { client } = await create.do({ ...wishOf(values), ...contacts, onlyIfNew })
      notify.done(t('created', { name: client.name }))
      go(`/clients/${client.id}`)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'possible_duplicate') throw error
      setAlike(error.details.possibleDuplicates as Alike[])
    }
  }

  return (
    <Form
      form={form}
      onCancel={onClose}
      submit={t('create')}
      onSubmit={(values) => submit(values, alike.length === 0)}
    >
      <NameFields form={form} />
      <Columns>
        <TextField label={t('field.email')} type="email" {...form.field('email')} />
        <TextField label={t('field.phone')} type="tel" {...form.field('phone')} />
      </Columns>
      {alike.length > 0 && (
        <Notice tone="warn" title={t('alike.title')}>
          <Stack gap="tight">
            <Text>{t('alike.text')}</Text>
            {alike.map((each) => (
              <Row key={each.id} justify="between">
                <Person name={each.name} about={<AlikeAbout alike={each} />} size="small" />
                <Button small onClick={() => go(`/clients/${each.id}`)}>
                  {t('alike.open')}
                </Button>
              </Row>
            ))}
          </Stack>
        </Notice>
      )}
    </Form>
  )
}

function AlikeAbout({ alike }: { alike: Alike }) {
  const { t } = useWords('clients')
  return (
    <>
      #{alike.number} {alike.bornOn && <Day of={alike.bornOn} />} ·{' '}
      {alike.because.map((reason) => t(`alike.${reason}`)).join(', ')}
    </>
  )
}
