import {
  CheckField,
  Columns,
  Heading,
  PasswordField,
  SelectField,
  TextArea,
  TextField,
  useWords,
  type Fields,
} from '../../../ui/kit/index.ts'
import { OpeningHoursField, type Span } from '../places/OpeningHours.tsx'
import classes from '../practice.module.css'
import { countryChoices, currencyChoices, zoneChoices } from '../settings/choices.ts'
import type { FirstRunChoices } from './first-run.ts'
import type { WizardValues } from './FirstRunWizard.tsx'

interface StepProps {
  form: Fields<WizardValues>
}

/** What the practice does: words, services, forms and notes come from it. */
export function ProfessionStep({ form, choices }: StepProps & { choices: FirstRunChoices }) {
  const { t, language } = useWords('practice')
  return (
    <>
      <TextField label={t('field.practiceName')} required {...form.field('name')} autoFocus />
      <fieldset className={classes.packs}>
        <legend>{t('start.pack')}</legend>
        {choices.packs.map((pack) => (
          <label key={pack.key} className={classes.pack}>
            <input
              type="radio"
              name="pack"
              value={pack.key}
              checked={form.values.pack === pack.key}
              onChange={() => form.set({ pack: pack.key })}
            />
            <strong>{pack.title[language]}</strong>
            <span>{pack.summary[language]}</span>
            <span>{pack.services > 0 && t('start.services', { count: pack.services })}</span>
          </label>
        ))}
      </fieldset>
    </>
  )
}

interface PlaceStepProps extends StepProps {
  choices: FirstRunChoices
  opening: Span[]
  onOpening: (spans: Span[]) => void
}

/** Where it is, in which money and language, and when it is open. */
export function PlaceStep({ form, choices, opening, onOpening }: PlaceStepProps) {
  const { t, language } = useWords('practice')
  return (
    <>
      <Columns>
        <TextField label={t('start.location')} placeholder={form.values.name} {...form.field('location')} />
        <TextField label={t('field.phone')} type="tel" {...form.field('phone')} />
      </Columns>
      <TextArea label={t('field.address')} rows={3} {...form.field('address')} />
      <Columns>
        <SelectField
          label={t('field.country')}
          required
          search
          choices={countryChoices(language)}
          {...form.field('country')}
        />
        <SelectField
          label={t('field.currency')}
          help={t('start.currencyHelp')}
          required
          search
          choices={currencyChoices(choices.currencies, language)}
          {...form.field('currency')}
        />
      </Columns>
      <Columns>
        <SelectField
          label={t('field.zone')}
          required
          search
          choices={zoneChoices()}
          {...form.field('zone')}
        />
        <SelectField
          required
          label={t('field.locale')}
          choices={['en', 'de'].map((value) => ({ value, label: t(`language.${value}`) }))}
          {...form.field('locale')}
        />
      </Columns>
      <Heading>{t('opening.title')}</Heading>
      <OpeningHoursField value={opening} onChange={onOpening} />
    </>
  )
}

/** Who owns it: the first person who signs in. */
export function OwnerStep({ form }: StepProps) {
  const { t } = useWords('practice')
  return (
    <>
      <Columns>
        <TextField
          label={t('start.yourName')}
          required
          autoComplete="name"
          {...form.field('ownerName')}
          autoFocus
        />
        <TextField
          label={t('field.email')}
          type="email"
          required
          autoComplete="email"
          {...form.field('email')}
        />
      </Columns>
      <PasswordField
        label={t('start.password')}
        help={t('start.passwordHelp')}
        required
        autoComplete="new-password"
        {...form.field('password')}
      />
      <Columns>
        <CheckField label={t('start.isPractitioner')} {...form.field('isPractitioner')} />
        <TextField label={t('field.title')} placeholder={t('field.titleHint')} {...form.field('title')} />
      </Columns>
      <TextField label={t('start.token')} help={t('start.tokenHelp')} required {...form.field('token')} />
    </>
  )
}
