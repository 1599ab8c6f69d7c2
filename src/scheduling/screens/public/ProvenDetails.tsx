import {
  Button,
  Card,
  ChoiceField,
  FaultList,
  TextField,
  Title,
  useOpenedAt,
  useWords,
} from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { relativeFaults } from './details.ts'
import { NotesField, RelationField, useDetailsForm } from './details-fields.tsx'
import { KeptTime } from './KeptTime.tsx'
import type { Proven } from './person.ts'
import { usePracticeFormat } from './use-format.ts'

/** Who comes, for somebody who opened a mailed link: a tap instead of typing. */
export function ProvenDetails({ booking, offer, proven }: StepProps & { proven: Proven }) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const today = format.dayOf(useOpenedAt())
  const { details, hold } = booking
  const isNew = details.personId === 'new'
  const { tried, faults, send, field } = useDetailsForm(booking, () =>
    isNew ? relativeFaults(details, today) : [],
  )
  if (!hold) return null

  function submit(event: { preventDefault: () => void }): void {
    if (send(event) && details.personId !== '') booking.go({ step: 'review' })
  }
  const choices = [
    ...proven.people.map((one) => ({ value: one.id, label: one.name, about: one.relation })),
    { value: 'new', label: t('known.new'), about: t('known.newAbout') },
    { value: 'typed', label: t('known.typed'), about: t('known.typedAbout') },
  ]
  return (
    <>
      <Title about={t('known.whoAbout')}>{t('known.who')}</Title>
      <KeptTime booking={booking} offer={offer} hold={hold} />
      <form noValidate onSubmit={submit}>
        <FaultList
          key={tried}
          faults={faults.map((fault) => ({
            id: `who-${fault.field}`,
            text: t(`details.their.${fault.field}`),
          }))}
        />
        <Card>
          <ChoiceField
            label={t('known.who')}
            hideLabel
            value={[details.personId]}
            onChange={([personId]) => booking.setDetails({ ...details, personId: personId ?? '' })}
            choices={choices}
            error={tried > 0 && details.personId === '' ? t('public.required') : null}
          />
        </Card>
        {isNew && (
          <Card title={t('details.theirTitle')}>
            <TextField
              label={t('details.their.givenName')}
              required
              autoComplete="off"
              maxLength={100}
              {...field('givenName')}
            />
            <TextField
              label={t('details.their.familyName')}
              required
              autoComplete="off"
              maxLength={100}
              {...field('familyName')}
            />
            <TextField
              label={t('details.their.bornOn')}
              required
              type="date"
              autoComplete="off"
              min="1900-01-01"
              max={today}
              {...field('bornOn')}
            />
            <RelationField {...field('bookerRelation')} />
          </Card>
        )}
        <Card>
          <NotesField {...field('notes')} />
        </Card>
        <Button kind="main" submit wide>
          {t('details.next')}
        </Button>
      </form>
    </>
  )
}
