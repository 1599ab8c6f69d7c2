import {
  Button,
  Columns,
  DayField,
  IconButton,
  Initials,
  Stack,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { BookingFields } from './BookingForm.tsx'
import type { FoundClient } from './ClientPicker.tsx'
import { ClientLine, ClientPicker } from './ClientPicker.tsx'

interface WhoFieldsProps {
  form: BookingFields
  client: FoundClient | null
  isNew: boolean
  missing: boolean
  onClient: (client: FoundClient | null) => void
  onNew: (isNew: boolean) => void
}

/** Who comes: found, or made here with the least that is needed. */
export function WhoFields({ form, client, isNew, missing, onClient, onNew }: WhoFieldsProps) {
  const { t } = useWords('scheduling')
  if (client) {
    return (
      <div className={classes.chosen}>
        <Initials name={client.name} />
        <ClientLine client={client} />
        <IconButton icon="close" label={t('otherClient')} onClick={() => onClient(null)} />
      </div>
    )
  }
  if (isNew) {
    return (
      <Stack gap="tight">
        <Columns of={2} gap="tight">
          <TextField label={t('givenName')} autoFocus required {...form.field('givenName')} />
          <TextField label={t('familyName')} required {...form.field('familyName')} />
          <TextField label={t('phone')} type="tel" {...form.field('phone')} />
          <TextField label={t('email')} type="email" {...form.field('email')} />
          <DayField label={t('bornOn')} clearable {...form.field('bornOn')} />
        </Columns>
        <div>
          <Button kind="quiet" small icon="back" onClick={() => onNew(false)}>
            {t('findInstead')}
          </Button>
        </div>
      </Stack>
    )
  }
  function begin(name: string): void {
    const words = name.split(/\s+/)
    const isNumber = /\d{3}/.test(name)
    form.set(
      isNumber
        ? { phone: name }
        : {
            givenName: words.length > 1 ? words.slice(0, -1).join(' ') : name,
            familyName: words.length > 1 ? (words.at(-1) ?? '') : '',
          },
    )
    onNew(true)
  }
  return (
    <div data-part="client">
      <ClientPicker autoFocus onPick={onClient} onNew={begin} error={missing ? t('pickClient') : undefined} />
    </div>
  )
}
