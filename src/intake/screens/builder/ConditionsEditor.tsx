import {
  Button,
  DayField,
  IconButton,
  NumberField,
  Row,
  SegmentField,
  SelectField,
  Stack,
  Text,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import { flat, patched, type Condition, type Item } from './form-tree.ts'
import type { EditorProps } from './ItemPanel.tsx'
import classes from './builder.module.css'

/** When a question shows, in plain words: another question, how it compares, with what. */
export function ConditionsEditor({ builder, item, onChange }: EditorProps) {
  const { t } = useWords('intake')
  const conditions = item.enableWhen ?? []
  const inside = new Set(flat([item]).map((each) => each.item.linkId))
  const questions = flat(builder.form.item)
    .map((each) => each.item)
    .filter(({ linkId, type }) => !inside.has(linkId) && type !== 'group' && type !== 'display')
  const write = (next: Condition[]) =>
    onChange(
      patched(item, {
        enableWhen: next,
        enableBehavior: next.length > 1 ? (item.enableBehavior ?? 'all') : undefined,
      } as Partial<Item>),
    )
  const add = () => {
    // Mostly it depends on the question before it.
    const order = flat(builder.form.item).map((each) => each.item.linkId)
    const at = order.indexOf(item.linkId)
    const first = questions.findLast(({ linkId }) => order.indexOf(linkId) < at) ?? questions[0]
    if (first) write([...conditions, beginOf(first)])
  }
  return (
    <Stack>
      <Text tone="soft">{t(conditions.length === 0 ? 'builder.alwaysShown' : 'builder.shownWhen')}</Text>
      {conditions.length > 1 && (
        <SegmentField
          label={t('builder.behavior')}
          hideLabel
          value={item.enableBehavior ?? 'all'}
          choices={[
            { value: 'all', label: t('builder.all') },
            { value: 'any', label: t('builder.any') },
          ]}
          onChange={(value: string) => onChange({ ...item, enableBehavior: value as 'all' | 'any' })}
        />
      )}
      {conditions.map((condition, at) => (
        <div key={at} className={classes.condition}>
          <ConditionLine
            condition={condition}
            questions={questions}
            onChange={(next) => write(conditions.map((each, index) => (index === at ? next : each)))}
          />
          <IconButton
            icon="remove"
            label={t('builder.removeCondition', { at: at + 1 })}
            onClick={() => write(conditions.filter((_each, index) => index !== at))}
          />
        </div>
      ))}
      <Row>
        <Button icon="add" small disabled={questions.length === 0} onClick={add}>
          {t('builder.addCondition')}
        </Button>
      </Row>
    </Stack>
  )
}

interface LineProps {
  condition: Condition
  questions: Item[]
  onChange: (condition: Condition) => void
}

function ConditionLine({ condition, questions, onChange }: LineProps) {
  const { t } = useWords('intake')
  const asked = questions.find(({ linkId }) => linkId === condition.question)
  const isOrdered = ['integer', 'decimal', 'date', 'time', 'dateTime', 'quantity'].includes(asked?.type ?? '')
  const operators = ['=', '!=', ...(isOrdered ? ['>', '>=', '<', '<='] : []), 'exists', 'missing']
  const shown =
    condition.operator === 'exists' && condition.answerBoolean === false ? 'missing' : condition.operator
  return (
    <>
      <SelectField
        label={t('builder.whenQuestion')}
        value={condition.question}
        choices={questions.map(({ linkId, text }) => ({ value: linkId, label: text || linkId }))}
        onChange={(value: string | null) => {
          const next = questions.find(({ linkId }) => linkId === value)
          if (next) onChange(beginOf(next))
        }}
      />
      <SelectField
        label={t('builder.whenOperator')}
        value={shown}
        choices={operators.map((value) => ({ value, label: t(`builder.operator.${WORDS[value]}`) }))}
        onChange={(value: string | null) => {
          if (value === 'exists' || value === 'missing')
            onChange({ question: condition.question, operator: 'exists', answerBoolean: value === 'exists' })
          else if (value && asked)
            onChange(
              condition.operator === 'exists'
                ? { ...beginOf(asked), operator: value }
                : { ...condition, operator: value },
            )
        }}
      />
      {asked && condition.operator !== 'exists' && (
        <Wanted asked={asked} condition={condition} onChange={onChange} />
      )}
    </>
  )
}

const WORDS: Record<string, string> = {
  '=': 'is',
  '!=': 'isNot',
  '>': 'more',
  '>=': 'atLeast',
  '<': 'less',
  '<=': 'atMost',
  exists: 'answered',
  missing: 'unanswered',
}

function Wanted({
  asked,
  condition,
  onChange,
}: {
  asked: Item
  condition: Condition
  onChange: LineProps['onChange']
}) {
  const { t } = useWords('intake')
  const { question, operator } = condition
  const set = (answer: Record<string, unknown>) => onChange({ question, operator, ...answer })
  const label = t('builder.whenAnswer')
  if (asked.type === 'boolean')
    return (
      <SelectField
        label={label}
        value={String(condition.answerBoolean)}
        choices={[
          { value: 'true', label: t('staff.yes') },
          { value: 'false', label: t('staff.no') },
        ]}
        onChange={(value: string | null) => set({ answerBoolean: value === 'true' })}
      />
    )
  if (asked.answerOption?.some(({ valueCoding }) => valueCoding)) {
    const codings = asked.answerOption.flatMap(({ valueCoding }) => (valueCoding ? [valueCoding] : []))
    const code = (condition.answerCoding as { code?: string } | undefined)?.code ?? null
    return (
      <SelectField
        label={label}
        value={code}
        choices={codings.map((coding) => ({
          value: String(coding.code),
          label: coding.display ?? String(coding.code),
        }))}
        onChange={(value: string | null) => {
          const found = codings.find((coding) => coding.code === value)
          if (found)
            set({ answerCoding: { ...(found.system ? { system: found.system } : {}), code: found.code } })
        }}
      />
    )
  }
  if (asked.type === 'integer' || asked.type === 'decimal' || asked.type === 'quantity') {
    const name = asked.type === 'integer' ? 'answerInteger' : 'answerDecimal'
    if (asked.type === 'quantity') return <AmountWanted label={label} condition={condition} set={set} />
    return (
      <NumberField
        label={label}
        value={condition[name] as number}
        onChange={(value: number | null) => set({ [name]: value ?? 0 })}
      />
    )
  }
  if (asked.type === 'date')
    return (
      <DayField
        label={label}
        value={condition.answerDate as string}
        onChange={(value: string | null) => value && set({ answerDate: value })}
      />
    )
  const name =
    asked.type === 'time' ? 'answerTime' : asked.type === 'dateTime' ? 'answerDateTime' : 'answerString'
  return (
    <TextField
      label={label}
      value={String(condition[name] ?? '')}
      onChange={(value: string) => set({ [name]: value })}
    />
  )
}

function AmountWanted({
  label,
  condition,
  set,
}: {
  label: string
  condition: Condition
  set: (answer: Record<string, unknown>) => void
}) {
  const amount = (condition.answerQuantity ?? {}) as { value?: number }
  return (
    <NumberField
      label={label}
      value={amount.value ?? null}
      onChange={(value: number | null) => set({ answerQuantity: { ...amount, value: value ?? 0 } })}
    />
  )
}

function beginOf({ linkId, type, answerOption }: Item): Condition {
  const head = { question: linkId, operator: '=' }
  const coding = answerOption?.[0]?.valueCoding
  if (type === 'boolean') return { ...head, answerBoolean: true }
  if (coding)
    return {
      ...head,
      answerCoding: { ...(coding.system ? { system: coding.system } : {}), code: coding.code },
    }
  if (type === 'integer') return { ...head, answerInteger: 0 }
  if (type === 'decimal') return { ...head, answerDecimal: 0 }
  return { question: linkId, operator: 'exists', answerBoolean: true }
}
