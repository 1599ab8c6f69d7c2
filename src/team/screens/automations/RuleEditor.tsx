import {
  Button,
  IconButton,
  MultiSelectField,
  Panel,
  SelectField,
  Stack,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import { ConditionGroup } from './ConditionGroup.tsx'
import type { Catalogue, Definition, Step } from './model.ts'
import { actionsOf, factsOf } from './model.ts'
import { eventWords } from './sentence.ts'
import { StepLine } from './StepLine.tsx'

interface RuleEditorProps {
  rule: Definition
  catalogue: Catalogue
  /** What the server refused, by place: 'conditions.0', 'steps.1'. */
  wrong: (place: string) => string | undefined
  onChange: (rule: Definition) => void
}

/** When … if … then … unless: one panel each. */
export function RuleEditor({ rule, catalogue, wrong, onChange }: RuleEditorProps) {
  const { t } = useWords('team')
  const events = catalogue.events
    .map(({ name }) => ({ value: name, label: eventWords(t, name) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <Stack>
      <Panel title={t('auto.when')}>
        <MultiSelectField
          label={t('auto.events')}
          help={t('auto.eventsHelp')}
          required
          value={rule.events}
          choices={events}
          error={wrong('events')}
          onChange={(names: string[]) => onChange({ ...rule, events: names.slice(0, 6) })}
        />
      </Panel>
      <Panel title={t('auto.if')}>
        <ConditionGroup
          group={rule}
          facts={factsOf(catalogue, rule.events)}
          place="conditions"
          level={0}
          wrong={wrong}
          onChange={({ match, conditions }) => onChange({ ...rule, match, conditions })}
        />
      </Panel>
      <Steps rule={rule} catalogue={catalogue} wrong={wrong} onChange={onChange} />
      <Stops rule={rule} events={events} onChange={onChange} />
    </Stack>
  )
}

function Steps({ rule, catalogue, wrong, onChange }: RuleEditorProps) {
  const { t } = useWords('team')
  const facts = factsOf(catalogue, rule.events)
  const actions = actionsOf(catalogue, rule.events).filter(({ may }) => may)
  const set = (steps: Step[]) => onChange({ ...rule, steps })
  return (
    <Panel title={t('auto.then')}>
      {rule.steps.length === 0 && (
        <Text size="small" tone="soft">
          {t('auto.noSteps')}
        </Text>
      )}
      <ol className={classes.steps}>
        {rule.steps.map((step, index) => (
          <StepLine
            key={index}
            step={step}
            facts={facts}
            action={
              step.kind === 'do' ? catalogue.actions.find(({ name }) => name === step.action) : undefined
            }
            wrong={wrong(`steps.${index}`)}
            onChange={(next) => set(rule.steps.with(index, next))}
            onRemove={() => set(rule.steps.toSpliced(index, 1))}
            {...(index > 0
              ? { onUp: () => set(rule.steps.toSpliced(index, 1).toSpliced(index - 1, 0, step)) }
              : {})}
          />
        ))}
      </ol>
      <div className={classes.fields}>
        <SelectField
          label={t('auto.addAction')}
          placeholder={t('auto.pickAction')}
          search
          value={null}
          choices={actions.map(({ name, words }) => ({ value: name, label: words }))}
          onChange={(action: string | null) =>
            action && set([...rule.steps, { kind: 'do', action, settings: startOf(action) }])
          }
        />
        <span className={classes.asWide}>
          <Button
            icon="waiting"
            onClick={() => set([...rule.steps, { kind: 'wait', how: 'for', minutes: 1440 }])}
          >
            {t('auto.addWait')}
          </Button>
        </span>
      </div>
    </Panel>
  )
}

/** What most people want at first. */
function startOf(action: string): Record<string, unknown> {
  if (action === 'team.create_task') return { queue: 'front_desk', priority: 'normal' }
  return action === 'messages.send' ? { purpose: 'care' } : {}
}

interface StopsProps {
  rule: Definition
  events: { value: string; label: string }[]
  onChange: (rule: Definition) => void
}

function Stops({ rule, events, onChange }: StopsProps) {
  const { t } = useWords('team')
  const set = (stopWhen: Definition['stopWhen']) => onChange({ ...rule, stopWhen })
  if (!rule.steps.some(({ kind }) => kind === 'wait') && rule.stopWhen.length === 0) return null
  return (
    <Panel title={t('auto.unless')}>
      <Text size="small" tone="soft">
        {t('auto.unlessHelp')}
      </Text>
      {rule.stopWhen.map((stop, index) => (
        <div key={index} className={classes.line}>
          <div className={classes.fields}>
            <SelectField
              label={t('auto.event')}
              search
              value={stop.event}
              choices={events}
              onChange={(event: string | null) => event && set(rule.stopWhen.with(index, { ...stop, event }))}
            />
            <SelectField
              label={t('auto.of')}
              value={stop.of}
              choices={(['same', 'client'] as const).map((of) => ({ value: of, label: t(`auto.ofs.${of}`) }))}
              onChange={(of: string | null) =>
                set(rule.stopWhen.with(index, { ...stop, of: of as 'same' | 'client' }))
              }
            />
          </div>
          <IconButton
            icon="remove"
            label={t('auto.removeStop')}
            onClick={() => set(rule.stopWhen.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div className={classes.below}>
        <Button
          icon="add"
          small
          onClick={() => set([...rule.stopWhen, { event: 'appointment.cancelled', of: 'same' }])}
        >
          {t('auto.addStop')}
        </Button>
      </div>
    </Panel>
  )
}
