import { useState } from 'react'
import type { Fields } from '../../../ui/kit/index.ts'
import {
  CheckField,
  Columns,
  IconButton,
  MoneyField,
  MultiSelectField,
  NumberField,
  Panel,
  SelectField,
  Stack,
  Text,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { ServiceFields, Terms } from './service-fields.ts'
import { noTerms } from './service-fields.ts'
import classes from './services.module.css'

interface WhoPanelProps {
  form: Fields<ServiceFields>
  people: { id: string; name: string }[]
}

/** Who gives it, on which own terms, with whose help, and to whom. */
export function WhoPanel({ form, people }: WhoPanelProps) {
  const { t } = useWords('scheduling')
  const given = form.values.practitioners
  function setGives(id: string, gives: boolean): void {
    const { [id]: _gone, ...others } = given
    form.set({ practitioners: gives ? { ...others, [id]: noTerms } : others })
  }
  return (
    <Panel title={t('serviceForm.who')}>
      <Stack>
        <div>
          {people.length === 0 && <Text tone="soft">{t('noPractitioners')}</Text>}
          {people.map((person) => (
            <Giver
              key={person.id}
              form={form}
              person={person}
              terms={given[person.id]}
              onGives={(gives) => setGives(person.id, gives)}
              onTerms={(terms) =>
                form.set({
                  practitioners: { ...given, [person.id]: { ...noTerms, ...given[person.id], ...terms } },
                })
              }
            />
          ))}
        </div>
        <Columns of={2}>
          <MultiSelectField
            label={t('serviceForm.assistants')}
            help={t('serviceForm.assistantsHelp')}
            placeholder={form.values.assistantIds.length === 0 ? t('serviceForm.noAssistant') : ''}
            choices={people.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.field('assistantIds')}
          />
          <SelectField
            label={t('clientsOnly')}
            choices={['all', 'new', 'existing'].map((value) => ({ value, label: t(`only.${value}`) }))}
            {...form.field('clientsOnly')}
          />
        </Columns>
        <SelectField
          label={t('serviceForm.continuity')}
          help={t('serviceForm.continuityHelp')}
          choices={['usual_or_last', 'usual', 'none'].map((value) => ({
            value,
            label: t(`serviceForm.continuous.${value}`),
          }))}
          {...form.field('continuity')}
        />
      </Stack>
    </Panel>
  )
}

interface GiverProps {
  form: Fields<ServiceFields>
  person: { id: string; name: string }
  terms: Terms | undefined
  onGives: (gives: boolean) => void
  onTerms: (terms: Partial<Terms>) => void
}

/** One practitioner: length and price at hand, the other terms on demand. An empty field is as the service. */
function Giver({ form, person: { name }, terms, onGives, onTerms }: GiverProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const [open, setOpen] = useState(hasRareTerms(terms))
  const { values } = form
  return (
    <div className={classes.giver}>
      <div className={classes.giverRow}>
        <CheckField label={name} value={Boolean(terms)} onChange={onGives} />
        {terms && (
          <>
            <NumberField
              label={t('lengthOf', { name })}
              hideLabel
              min={1}
              max={1440}
              step={5}
              unit={t('min')}
              placeholder={`${values.durationMinutes ?? ''} ${t('min')}`}
              value={terms.durationMinutes}
              onChange={(durationMinutes: number | null) => onTerms({ durationMinutes })}
            />
            <MoneyField
              label={t('priceOf', { name })}
              hideLabel
              placeholder={format.money(values.priceMinor ?? 0)}
              value={terms.priceMinor}
              onChange={(priceMinor: number | null) => onTerms({ priceMinor })}
            />
            <IconButton
              icon="edit"
              active={open}
              label={t('serviceForm.ownTerms', { name })}
              onClick={() => setOpen(!open)}
            />
          </>
        )}
      </div>
      {terms && open && <RareTerms values={values} terms={terms} onTerms={onTerms} />}
    </div>
  )
}

function RareTerms({
  values,
  terms,
  onTerms,
}: { values: ServiceFields } & Pick<GiverProps, 'onTerms'> & { terms: Terms }) {
  const { t } = useWords('scheduling')
  const as = (value: unknown, unit: string) =>
    t('serviceForm.asService', { value: `${String(value ?? 0)} ${unit}` })
  const min = t('min')
  const fields: [
    key: keyof Terms,
    label: string,
    inherited: unknown,
    unit: string,
    least: number,
    most: number,
  ][] = [
    ['bufferBeforeMinutes', t('bufferBefore'), values.bufferBeforeMinutes, min, 0, 480],
    ['bufferAfterMinutes', t('bufferAfter'), values.bufferAfterMinutes, min, 0, 480],
    ['slotIntervalMinutes', t('serviceForm.intervalOwn'), values.slotIntervalMinutes, min, 1, 1440],
    [
      'minNoticeMinutes',
      t('serviceForm.noticeOwn'),
      Math.round((values.noticeHours ?? 0) * 60),
      min,
      0,
      525_600,
    ],
    ['horizonDays', t('horizon'), values.horizonDays, t('daysUnit'), 1, 1095],
  ]
  if (values.seats === 'group')
    fields.push(['capacity', t('serviceForm.capacity'), values.capacity, '', 1, 500])
  const routing = [
    ['weight', t('serviceForm.weight'), t('serviceForm.weightHelp'), '100', 0, 1000],
    ['priority', t('serviceForm.priority'), t('serviceForm.priorityHelp'), '0', -10, 10],
  ] as const
  return (
    <div className={classes.rare}>
      <Columns of={3}>
        {fields.map(([key, label, inherited, unit, least, most]) => (
          <NumberField
            key={key}
            label={label}
            min={least}
            max={most}
            {...(unit ? { unit } : {})}
            placeholder={as(inherited, unit)}
            value={terms[key]}
            onChange={(value: number | null) => onTerms({ [key]: value })}
          />
        ))}
      </Columns>
      <Columns of={2}>
        {routing.map(([key, label, help, usual, least, most]) => (
          <NumberField
            key={key}
            label={label}
            help={help}
            min={least}
            max={most}
            placeholder={usual}
            value={terms[key]}
            onChange={(value: number | null) => onTerms({ [key]: value })}
          />
        ))}
      </Columns>
    </div>
  )
}

function hasRareTerms(terms: Terms | undefined): boolean {
  if (!terms) return false
  const { durationMinutes: _length, priceMinor: _price, ...rare } = terms
  return Object.values(rare).some((value) => value !== null)
}
