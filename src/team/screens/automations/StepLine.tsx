import { IconButton, Text, useWords } from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import type { ActionEntry, Fact, Step } from './model.ts'
import { ActFields, WaitFields } from './StepFields.tsx'

interface StepLineProps {
  step: Step
  facts: Fact[]
  action: ActionEntry | undefined
  wrong: string | undefined
  onChange: (step: Step) => void
  onRemove: () => void
  onUp?: () => void
}

/** One step of a rule with what can be set in it. */
export function StepLine({ step, facts, action, wrong, onChange, onRemove, onUp }: StepLineProps) {
  const { t } = useWords('team')
  const name = step.kind === 'wait' ? t('auto.waitStep') : (action?.words ?? step.action)
  return (
    <li>
      <div className={classes.line}>
        <div>
          <Text as="span">
            <strong>{name}</strong>
          </Text>
          {step.kind === 'wait' ? (
            <WaitFields wait={step} facts={facts} onChange={onChange} />
          ) : (
            action && <ActFields act={step} action={action} onChange={onChange} />
          )}
          {wrong && (
            <p className={classes.wrong} role="alert">
              {wrong}
            </p>
          )}
        </div>
        <span className={classes.moves}>
          {onUp && <IconButton icon="up" label={t('auto.moveUp', { step: name })} onClick={onUp} />}
          <IconButton icon="remove" label={t('auto.removeStep', { step: name })} onClick={onRemove} />
        </span>
      </div>
    </li>
  )
}
