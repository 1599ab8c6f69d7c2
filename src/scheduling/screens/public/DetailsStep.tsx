import {
  Button,
  Card,
  ChoiceField,
  FaultList,
  SelectField,
  TextField,
  Title,
  useOpenedAt,
  useWords,
} from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { faultsOf } from './details.ts'
import { NotesField, RelationField, useDetailsForm } from './details-fields.tsx'
import { KeptTime } from './KeptTime.tsx'
import { ProvenDetails } from './ProvenDetails.tsx'
import { usePracticeFormat } from './use-format.ts'

/** Who comes: chosen after a mailed link, else typed. */
export function DetailsStep(props: StepProps) {
  const { proven, details } = props.booking
  return proven && details.personId !== 'typed' ? (
    <ProvenDetails {...props} proven={proven} />
  ) : (
    <TypedDetails {...props} />
  )
}

/** What is typed is kept in this tab, whatever happens to the time. */
function TypedDetails({ booking, offer }: StepProps) {
  const { t, language } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const today = format.dayOf(useOpenedAt())
  const { details, hold } = booking
  const { tried, faults, send, field } = useDetailsForm(booking, () => faultsOf(details, today))
  if (!hold) return null

  const other = details.whose === 'other'
  const isOfWhoComes = (name: string) => ['givenName', 'familyName', 'bornOn'].includes(name)
  const label = (name: string) => t(other && isOfWhoComes(name) ? `details.their.${name}` : `details.${name}`)

  function submit(event: { preventDefault: () => void }): void {
    if (!send(event)) return
    booking.setDetails({ ...details, language: details.language || language })
    booking.go({ step: 'review' })
  }
  return (
    <>
      <Title about={t('details.about')}>{t('details.title')}</Title>
      <KeptTime booking={booking} offer={offer} hold={hold} />
      <form noValidate onSubmit={submit}>
        <FaultList
          key={tried}
          faults={faults.map((fault) => ({
            id: `who-${fault.field}`,
            text: `${label(fault.field)}${fault.key === 'public.required' ? '' : `: ${t(fault.key)}`}`,
          }))}
        />
        <Card>
          <ChoiceField
            label={t('details.whose')}
            value={[details.whose]}
            onChange={([whose]) =>
              booking.setDetails({ ...details, whose: whose === 'other' ? 'other' : 'self' })
            }
            choices={[
              { value: 'self', label: t('details.self') },
              { value: 'other', label: t('details.other'), about: t('details.otherAbout') },
            ]}
          />
          {other && (
            <>
              <TextField
                label={t('details.bookerName')}
                required
                autoComplete="name"
                maxLength={150}
                {...field('bookerName')}
              />
              <RelationField {...field('bookerRelation')} />
            </>
          )}
        </Card>
        <Card title={other ? t('details.theirTitle') : undefined}>
          <TextField
            label={label('givenName')}
            required
            autoComplete={other ? 'off' : 'given-name'}
            maxLength={100}
            {...field('givenName')}
          />
          <TextField
            label={label('familyName')}
            required
            autoComplete={other ? 'off' : 'family-name'}
            maxLength={100}
            {...field('familyName')}
          />
          <TextField
            label={label('bornOn')}
            type="date"
            autoComplete={other ? 'off' : 'bday'}
            min="1900-01-01"
            max={today}
            help={t('details.bornHelp')}
            {...field('bornOn')}
          />
        </Card>
        <Card title={t('details.reachTitle')}>
          <TextField
            label={t('details.email')}
            required
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            help={t('details.emailHelp')}
            {...field('email')}
          />
          <TextField
            label={t('details.phone')}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            maxLength={60}
            help={t('details.phoneHelp')}
            {...field('phone')}
          />
          <SelectField
            label={t('details.language')}
            chosen
            choices={[
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
            {...field('language')}
            value={details.language || language}
          />
          <NotesField {...field('notes')} />
        </Card>
        <Trap value={details.website} onChange={(website) => booking.setDetails({ ...details, website })} />
        <Button kind="main" submit wide>
          {t('details.next')}
        </Button>
      </form>
    </>
  )
}

/** A field for programs that fill in everything. Not drawn, not read out, not reached by the keyboard, not filled by browsers. */
function Trap({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="trap" aria-hidden="true">
      <input
        name="website"
        type="text"
        tabIndex={-1}
        autoComplete="off"
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
