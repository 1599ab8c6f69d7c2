import { useApi } from '../../../ui/api/index.ts'
import {
  Button,
  DayField,
  IconButton,
  MultiSelectField,
  NumberField,
  Row,
  SelectField,
  Stack,
  Text,
  useFormat,
  useWords,
  type Choice,
} from '../../../ui/kit/index.ts'
import type { Campaign } from './CampaignsScreen.tsx'
import { FRESH, KINDS, type Condition } from './fresh-conditions.ts'
import classes from './campaigns.module.css'

interface SegmentProps {
  value: Condition[]
  onChange: (value: Condition[]) => void
  isSequence: boolean
  /** Which consent it needs. */
  purpose: Campaign['purpose']
}

/** Who it is for: conditions that all hold, and who that is today. */
export function Segment({ value, onChange, isSequence, purpose }: SegmentProps) {
  const { t } = useWords('outreach')
  const change = (index: number, next: Condition) =>
    onChange(value.map((one, at) => (at === index ? next : one)))
  return (
    <Stack>
      {value.length === 0 && <Text tone="soft">{t('campaigns.everybody')}</Text>}
      {value.map((condition, index) => (
        <div className={classes.condition} key={index}>
          <SelectField
            label={t('campaigns.condition')}
            hideLabel
            value={condition.is}
            onChange={(is: string | null) => change(index, FRESH[is as Condition['is']])}
            choices={KINDS.map((is) => ({ value: is, label: t(`campaigns.is.${is}`) }))}
          />
          <Details of={condition} onChange={(next) => change(index, next)} />
          <IconButton
            icon="remove"
            label={t('campaigns.removeCondition')}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Row>
        <Button small icon="add" onClick={() => onChange([...value, FRESH.seen_within])}>
          {t('campaigns.addCondition')}
        </Button>
      </Row>
      <Preview conditions={value} isSequence={isSequence} purpose={purpose} />
    </Stack>
  )
}

interface PreviewProps {
  conditions: Condition[]
  isSequence: boolean
  purpose: Campaign['purpose']
}

function Preview({ conditions, isSequence, purpose }: PreviewProps) {
  const { t } = useWords('outreach')
  const format = useFormat()
  const isWhole = !conditions.some(
    (one) =>
      one.is !== 'visits_on' && Object.values(one).some((part) => Array.isArray(part) && part.length === 0),
  )
  const read = useApi(
    'GET /segments/preview',
    { conditions: JSON.stringify(conditions), purpose },
    { when: isWhole, keep: true },
  )
  if (!isWhole) return <Text tone="soft">{t('campaigns.chooseFirst')}</Text>
  if (!read.data) return null
  const { count, some, reach } = read.data
  const names = some.map(({ name }) => name).join(', ')
  return (
    <div role="status">
      <Text tone="strong">{t('campaigns.fits', { count, number: format.number(count) })}</Text>
      {count > 0 && (
        <Text tone="soft" size="small">
          {count > some.length ? t('campaigns.andOthers', { names }) : names}
        </Text>
      )}
      {reach && count > 0 && <ReachLine reach={reach} purpose={purpose} />}
      {isSequence && (
        <Text tone="soft" size="small">
          {t('campaigns.fitsLater')}
        </Text>
      )}
    </div>
  )
}

interface ReachLineProps {
  reach: { willHear: number; noConsent: number; noAddress: number }
  purpose: Campaign['purpose']
}

/** How many it reaches, and who is left out, and why. */
export function ReachLine({ reach: { willHear, noConsent, noAddress }, purpose }: ReachLineProps) {
  const { t } = useWords('outreach')
  return (
    <Text size="small">
      {t('campaigns.willHear', { count: willHear })}
      {noConsent > 0 &&
        ` ${t(purpose === 'marketing' ? 'campaigns.noOptIn' : 'campaigns.optedOut', { count: noConsent })}`}
      {noAddress > 0 && ` ${t('campaigns.noAddress', { count: noAddress })}`}
    </Text>
  )
}

function Details({ of: condition, onChange }: { of: Condition; onChange: (condition: Condition) => void }) {
  const { t } = useWords('outreach')
  const yesNo: Choice[] = [
    { value: 'yes', label: t('campaigns.yes') },
    { value: 'no', label: t('campaigns.no') },
  ]
  const number = (label: string, value: number, keep: (value: number) => Condition) => (
    <NumberField
      label={label}
      hideLabel
      unit={label}
      min={0}
      value={value}
      onChange={(next: number | null) => onChange(keep(next ?? 1))}
    />
  )
  switch (condition.is) {
    case 'seen_within':
    case 'not_seen_for':
      return number(t('campaigns.unitDays'), condition.days, (days) => ({
        ...condition,
        days: Math.max(1, days),
      }))
    case 'visits':
      return number(t('campaigns.unitVisits'), condition.atLeast, (atLeast) => ({
        ...condition,
        atLeast: Math.max(1, atLeast),
      }))
    case 'age':
      return (
        <>
          {number(t('campaigns.unitFrom'), condition.from, (from) => ({ ...condition, from }))}
          {number(t('campaigns.unitTo'), condition.to, (to) => ({ ...condition, to }))}
        </>
      )
    case 'visits_on':
      return (
        <DayField
          label={t('campaigns.is.visits_on')}
          hideLabel
          value={condition.day}
          onChange={(day: string | null) => day && onChange({ ...condition, day })}
        />
      )
    case 'has_next_visit':
    case 'owes':
    case 'recall_overdue':
      return (
        <SelectField
          label={t(`campaigns.is.${condition.is}`)}
          hideLabel
          value={condition.yes ? 'yes' : 'no'}
          onChange={(value: string | null) => onChange({ ...condition, yes: value === 'yes' })}
          choices={yesNo}
        />
      )
    default:
      return <Lists of={condition} onChange={onChange} />
  }
}

type OfList = Extract<Condition, { is: 'had_service' | 'seen_by' | 'seen_at' | 'language' | 'tagged' }>

function Lists({ of: condition, onChange }: { of: OfList; onChange: (condition: Condition) => void }) {
  const { t } = useWords('outreach')
  const services = useApi('GET /services', {}, { when: condition.is === 'had_service' })
  const people = useApi('GET /staff', {}, { when: condition.is === 'seen_by' })
  const places = useApi('GET /locations', {}, { when: condition.is === 'seen_at' })
  const tags = useApi('GET /client-tags', {}, { when: condition.is === 'tagged' })
  const named = (items: { id: string; name: string }[] = []) =>
    items.map(({ id, name }) => ({ value: id, label: name }))
  const field = (value: string[], choices: Choice[], keep: (value: string[]) => Condition) => (
    <MultiSelectField
      label={t(`campaigns.is.${condition.is}`)}
      hideLabel
      value={value}
      choices={choices}
      onChange={(next: string[]) => onChange(keep(next))}
    />
  )
  switch (condition.is) {
    case 'had_service':
      return field(condition.serviceIds, named(services.data?.items), (serviceIds) => ({
        ...condition,
        serviceIds,
      }))
    case 'seen_by':
      return field(condition.practitionerIds, named(people.data?.items), (practitionerIds) => ({
        ...condition,
        practitionerIds,
      }))
    case 'seen_at':
      return field(condition.locationIds, named(places.data?.items), (locationIds) => ({
        ...condition,
        locationIds,
      }))
    case 'tagged':
      return field(
        condition.tags,
        (tags.data?.items ?? []).map(({ tag }) => ({ value: tag, label: tag })),
        (next) => ({ ...condition, tags: next }),
      )
    case 'language':
      return field(
        condition.languages,
        [
          { value: 'en', label: t('campaigns.english') },
          { value: 'de', label: t('campaigns.german') },
        ],
        (languages) => ({ ...condition, languages }),
      )
  }
}
