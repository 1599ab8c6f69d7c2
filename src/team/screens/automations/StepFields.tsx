import {
  CheckField,
  MultiSelectField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
  TimeField,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import type { Act, ActionEntry, Fact, Wait } from './model.ts'
import { MINUTES_OF, spanOf } from './model.ts'

interface WaitFieldsProps {
  wait: Wait
  facts: Fact[]
  onChange: (wait: Wait) => void
}

/** How long to wait: a span, around a time, or until the clock shows it. */
export function WaitFields({ wait, facts, onChange }: WaitFieldsProps) {
  const { t } = useWords('team')
  const { count, unit } = spanOf(wait.minutes)
  const times = facts.filter(({ kind }) => kind === 'instant' || kind === 'day')
  const isAround = wait.how === 'before' || wait.how === 'after'
  const { at: _at, ...withoutClock } = wait
  return (
    <div className={classes.fields}>
      <SelectField
        label={t('auto.wait')}
        value={wait.how}
        choices={(['for', 'before', 'after', 'clock'] as const)
          .filter((how) => times.length > 0 || how === 'for' || how === 'clock')
          .map((how) => ({ value: how, label: t(`auto.how2.${how}`) }))}
        onChange={(how: string | null) => onChange(waitOf(how as Wait['how'], wait, times))}
      />
      {wait.how !== 'clock' && (
        <>
          <span className={classes.narrow}>
            <NumberField
              label={t('auto.count')}
              min={0}
              value={count}
              onChange={(next: number | null) =>
                onChange({ ...wait, minutes: Math.round((next ?? 0) * MINUTES_OF[unit]) })
              }
            />
          </span>
          <SelectField
            label={t('auto.unit')}
            value={unit}
            choices={(['minutes', 'hours', 'days'] as const).map((each) => ({
              value: each,
              label: t(`auto.units.${each}`),
            }))}
            onChange={(next: string | null) =>
              onChange({ ...wait, minutes: count * MINUTES_OF[next as keyof typeof MINUTES_OF] })
            }
          />
        </>
      )}
      {isAround && (
        <SelectField
          label={t('auto.what')}
          value={wait.fact ?? null}
          choices={times.map((each) => ({ value: each.fact, label: `${each.group}: ${each.words}` }))}
          onChange={(fact: string | null) => onChange({ ...wait, ...(fact ? { fact } : {}) })}
        />
      )}
      <span className={classes.narrow}>
        <TimeField
          label={t('auto.clock')}
          value={wait.at ?? ''}
          onChange={(at: string) => onChange(at ? { ...wait, at } : withoutClock)}
        />
      </span>
    </div>
  )
}

function waitOf(how: Wait['how'], wait: Wait, times: Fact[]): Wait {
  const around = how === 'before' || how === 'after'
  const fact = wait.fact ?? times[0]?.fact
  return {
    kind: 'wait',
    how,
    minutes: how === 'clock' ? 0 : wait.minutes || 1440,
    ...(around && fact ? { fact } : {}),
    ...(wait.at || how === 'clock' ? { at: wait.at ?? '09:00' } : {}),
  }
}

interface ActFieldsProps {
  act: Act
  action: ActionEntry
  onChange: (act: Act) => void
}

/** The settings of an action, as its slice describes them. */
export function ActFields({ act, action, onChange }: ActFieldsProps) {
  return (
    <div className={classes.fields}>
      {action.fields.map((field) => (
        <span key={field.key} className={field.kind === 'long_text' ? classes.wide : undefined}>
          <SettingInput
            field={field}
            value={act.settings[field.key]}
            onChange={(value) => onChange({ ...act, settings: withSetting(act.settings, field.key, value) })}
          />
        </span>
      ))}
    </div>
  )
}

/** What is emptied is left out. */
function withSetting(settings: Act['settings'], key: string, value: unknown): Act['settings'] {
  const { [key]: _old, ...rest } = settings
  return value === '' || value === null || value === undefined ? rest : { ...rest, [key]: value }
}

interface SettingInputProps {
  field: ActionEntry['fields'][number]
  value: unknown
  onChange: (value: unknown) => void
}

function SettingInput({ field, value, onChange }: SettingInputProps) {
  const shared = { label: field.words, help: field.hint ?? undefined, required: !field.optional }
  switch (field.kind) {
    case 'choice':
      return (
        <SelectField
          {...shared}
          clearable={field.optional}
          choices={field.choices}
          value={(value as string) ?? null}
          onChange={onChange}
        />
      )
    case 'choices':
      return <MultiSelectField {...shared} choices={field.choices} value={value ?? []} onChange={onChange} />
    case 'number':
      return <NumberField {...shared} value={(value as number) ?? null} min={0} onChange={onChange} />
    case 'yes_no':
      return <CheckField {...shared} value={Boolean(value)} onChange={onChange} />
    case 'long_text':
      return <TextArea {...shared} rows={3} value={value ?? ''} onChange={onChange} />
    default:
      return <TextField {...shared} value={value ?? ''} onChange={onChange} />
  }
}
