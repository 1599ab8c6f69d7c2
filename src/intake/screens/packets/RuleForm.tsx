import { useAct, type Takes } from '../../../ui/api/index.ts'
import {
  Columns,
  Form,
  Loading,
  MultiSelectField,
  notify,
  NumberField,
  required,
  SelectField,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { PacketRule } from './PacketsTab.tsx'
import { useRuleWords } from './use-rule-words.ts'

/** One rule: what, to whom, when, and how often it is reminded. */
export function RuleForm({ rule, onDone }: { rule: PacketRule | null; onDone: (saved: boolean) => void }) {
  const words = useRuleWords()
  // The choices must be there first: a field shows what was chosen by its name.
  return words.things.length > 1 ? <Fields rule={rule} words={words} onDone={onDone} /> : <Loading />
}

interface FieldsProps {
  rule: PacketRule | null
  words: ReturnType<typeof useRuleWords>
  onDone: (saved: boolean) => void
}

function Fields({ rule, words, onDone }: FieldsProps) {
  const { t } = useWords('intake')
  const add = useAct('POST /packet-rules')
  const change = useAct('PUT /packet-rules/{id}')
  const form = useFields({
    initial: initialOf(rule),
    check: {
      title: required(t('packets.titleMissing')),
      things: (things: string[]) => (things.length === 0 ? t('packets.thingsMissing') : null),
    },
  })
  const { values } = form
  const categories = [...new Set(words.services.flatMap(({ category }) => (category ? [category] : [])))]
  const labelled = (keys: readonly string[], of: string) =>
    keys.map((value) => ({ value, label: t(`${of}.${value}`, { count: 2 }) }))
  return (
    <Form
      form={form}
      onCancel={() => onDone(false)}
      onSubmit={async (typed) => {
        const wish = wishOf(typed)
        await (rule ? change.do({ id: rule.id, ...wish, rowVersion: rule.rowVersion }) : add.do(wish))
        notify.done(t('packets.saved'))
        onDone(true)
      }}
    >
      <TextField label={t('packets.title')} required {...form.field('title')} />
      <MultiSelectField
        label={t('packets.asksFor')}
        required
        choices={words.things}
        {...form.field('things')}
      />
      <MultiSelectField
        label={t('packets.blocks')}
        help={t('packets.blocksHelp')}
        choices={words.things.filter(({ value }) => values.things.includes(value))}
        {...form.field('blocking')}
      />
      <Columns>
        <MultiSelectField
          label={t('packets.services')}
          help={t('packets.servicesHelp')}
          choices={words.services.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('serviceIds')}
        />
        <MultiSelectField
          label={t('packets.categories')}
          help={t('packets.servicesHelp')}
          choices={categories.map((value) => ({ value, label: value }))}
          {...form.field('categories')}
        />
        <SelectField
          label={t('packets.who')}
          choices={labelled(['anyone', 'new', 'returning'], 'packets.audience')}
          {...form.field('audience')}
        />
        <MultiSelectField
          label={t('packets.languages')}
          help={t('packets.languagesHelp')}
          choices={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          {...form.field('languages')}
        />
        <NumberField label={t('packets.minAge')} min={0} max={150} {...form.field('minAge')} />
        <NumberField label={t('packets.maxAge')} min={0} max={150} {...form.field('maxAge')} />
        <SelectField
          label={t('packets.when')}
          choices={['booking', 'days_before', 'check_in'].map((value) => ({
            value,
            label: t(`packets.choose.${value}`),
          }))}
          {...form.field('askWhen')}
        />
        {values.askWhen === 'days_before' ? (
          <NumberField label={t('packets.daysBefore')} min={1} max={365} {...form.field('daysBefore')} />
        ) : (
          <span />
        )}
        <NumberField
          label={t('packets.validMonths')}
          help={t('packets.validHelp')}
          min={1}
          max={240}
          {...form.field('validMonths')}
        />
      </Columns>
      {values.askWhen !== 'check_in' && (
        <>
          <Text size="small" tone="soft">
            {t('packets.chaseHelp')}
          </Text>
          <Columns of={3}>
            <NumberField label={t('packets.chaseTimes')} min={0} max={10} {...form.field('chaseTimes')} />
            <NumberField label={t('packets.chaseGap')} min={12} max={720} {...form.field('chaseGapHours')} />
            <NumberField label={t('packets.chaseLast')} min={1} max={720} {...form.field('chaseLastHours')} />
          </Columns>
        </>
      )}
    </Form>
  )
}

function initialOf(rule: PacketRule | null) {
  const asThing = ({ kind, key }: PacketRule['items'][number]) => `${kind} ${key}`
  return {
    title: rule?.title ?? '',
    things: rule?.items.map(asThing) ?? [],
    blocking: rule?.items.filter(({ blocks }) => blocks).map(asThing) ?? [],
    serviceIds: rule?.serviceIds ?? [],
    categories: rule?.categories ?? [],
    audience: rule?.audience ?? ('anyone' as const),
    languages: rule?.languages ?? [],
    minAge: rule?.minAge ?? null,
    maxAge: rule?.maxAge ?? null,
    askWhen: rule?.askWhen ?? ('booking' as const),
    daysBefore: rule?.daysBefore ?? 3,
    validMonths: rule ? rule.validMonths : 12,
    chaseTimes: rule?.chaseTimes ?? 1,
    chaseGapHours: rule?.chaseGapHours ?? 48,
    chaseLastHours: rule?.chaseLastHours ?? 48,
  }
}

function wishOf({ things, blocking, ...typed }: ReturnType<typeof initialOf>): Takes<'POST /packet-rules'> {
  const items = things.map((thing) => {
    const at = thing.indexOf(' ')
    const kind = thing.slice(0, at) as PacketRule['items'][number]['kind']
    return { kind, key: thing.slice(at + 1), blocks: blocking.includes(thing) }
  })
  return { ...typed, items, daysBefore: typed.askWhen === 'days_before' ? typed.daysBefore : null }
}
