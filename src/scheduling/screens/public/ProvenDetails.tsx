import { useState } from 'react'
import {
  Button,
  Card,
  ChoiceField,
  FaultList,
  SelectField,
  TextArea,
  TextField,
  Title,
  useOpenedAt,
  useWords,
} from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { relations, relativeFaults, type Details } from './details.ts'
import { KeptTime } from './KeptTime.tsx'
import type { Proven } from './person.ts'
import { usePracticeFormat } from './use-format.ts'

/** Who comes, for somebody who opened a mailed link: a tap instead of typing. */
export function ProvenDetails({ booking, offer, proven }: StepProps & { proven: Proven }) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const [tried, setTried] = useState(0)
  const today = format.dayOf(useOpenedAt())
  const { details, hold } = booking
  const isNew = details.personId === 'new'
  const faults = tried > 0 && isNew ? relativeFaults(details, today) : []
  if (!hold) return null

  function field(name: keyof Details) {
    const fault = faults.find((one) => one.field === name)
    return {
      id: `who-${name}`,
      value: details[name],
      onChange: (value: string) => booking.setDetails({ ...details, [name]: value }),
      error: fault ? t(fault.key) : null,
    }
  }
  function submit(event: { preventDefault: () => void }): void {
    event.preventDefault()
    setTried(tried + 1)
    if (details.personId === '' || (isNew && relativeFaults(details, today).length > 0)) return
    booking.go({ step: 'review' })
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
            <SelectField
              label={t('details.bookerRelation')}
              required
              choices={relations.map((value) => ({ value, label: t(`relation.${value}`) }))}
              {...field('bookerRelation')}
            />
          </Card>
        )}
        <Card>
          <TextArea
            label={t('details.notes')}
            maxLength={2000}
            help={t('details.notesHelp')}
            rows={3}
            {...field('notes')}
          />
        </Card>
        <Button kind="main" submit wide>
          {t('details.next')}
        </Button>
      </form>
    </>
  )
}
