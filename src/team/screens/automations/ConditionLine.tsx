import {
  IconButton,
  MoneyField,
  MultiSelectField,
  NumberField,
  SelectField,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import type { Condition, Fact } from './model.ts'
import { firstCondition, valueFor } from './model.ts'

interface ConditionLineProps {
  condition: Condition
  facts: Fact[]
  wrong: string | undefined
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** One condition: which fact, how compared, with what. */
export function ConditionLine({ condition, facts, wrong, onChange, onRemove }: ConditionLineProps) {
  const { t } = useWords('team')
  const fact = facts.find((each) => each.fact === condition.fact)
  return (
    <div className={classes.line}>
      <div>
        <div className={classes.fields}>
          <SelectField
            label={t('auto.fact')}
            search
            value={condition.fact}
            choices={facts.map((each) => ({ value: each.fact, label: `${each.group}: ${each.words}` }))}
            onChange={(name: string | null) => {
              const next = facts.find((each) => each.fact === name)
              if (next) onChange(firstCondition(next))
            }}
          />
          {fact && fact.kind !== 'yes_no' && (
            <SelectField
              label={t('auto.how')}
              value={condition.op}
              choices={fact.operators.map((op) => ({ value: op, label: t(`op.${op}`) }))}
              onChange={(op: string | null) => onChange(withOperator(condition, fact, op as Condition['op']))}
            />
          )}
          {fact && <ValueField condition={condition} fact={fact} onChange={onChange} />}
        </div>
        {wrong && (
          <p className={classes.wrong} role="alert">
            {wrong}
          </p>
        )}
      </div>
      <span className={classes.moves}>
        <IconButton icon="remove" label={t('auto.removeCondition')} onClick={onRemove} />
      </span>
    </div>
  )
}

/** Another comparison keeps the value where it still fits. */
function withOperator(condition: Condition, fact: Fact, op: Condition['op']): Condition {
  const fresh = valueFor(fact, op)
  const keeps =
    'value' in fresh && condition.value !== undefined && typeof fresh.value === typeof condition.value
  return { fact: condition.fact, op, ...(keeps ? { value: condition.value } : fresh) }
}

interface ValueFieldProps {
  condition: Condition
  fact: Fact
  onChange: (condition: Condition) => void
}

function ValueField({ condition, fact, onChange }: ValueFieldProps) {
  const { t } = useWords('team')
  const { op, value } = condition
  const change = (next: Exclude<Condition['value'], undefined>) => onChange({ ...condition, value: next })
  if (op === 'known' || op === 'unknown') return null
  switch (fact.kind) {
    case 'yes_no':
      return (
        <SelectField
          label={t('auto.value')}
          value={value ? 'yes' : 'no'}
          choices={['yes', 'no'].map((each) => ({ value: each, label: t(`auto.${each}`) }))}
          onChange={(next: string | null) => change(next === 'yes')}
        />
      )
    case 'choice':
    case 'choices':
      return (
        <MultiSelectField
          label={t('auto.value')}
          value={value}
          choices={fact.choices}
          onChange={(next: string[]) => change(next)}
        />
      )
    case 'text':
      return <TextField label={t('auto.value')} value={value} onChange={(next: string) => change(next)} />
    case 'money':
      return (
        <MoneyField
          label={t('auto.value')}
          value={value}
          onChange={(next: number | null) => change(next ?? 0)}
        />
      )
    default:
      return (
        <NumberField
          label={t(fact.kind === 'number' ? 'auto.value' : 'auto.days')}
          value={value}
          onChange={(next: number | null) => change(next ?? 0)}
        />
      )
  }
}
