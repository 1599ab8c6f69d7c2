import { useRef } from 'react'
import { Button, IconButton, SegmentField, Text, useWords } from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import { ConditionLine } from './ConditionLine.tsx'
import type { Fact, Group, Match, Node } from './model.ts'
import { MOST_LEVELS, firstCondition, isGroup } from './model.ts'

interface ConditionGroupProps {
  group: Group
  facts: Fact[]
  /** Where the server says what is wrong: 'conditions', 'conditions.2.conditions'. */
  place: string
  /** 0 is the rule itself. */
  level: number
  wrong: (place: string) => string | undefined
  onChange: (group: Group) => void
}

const MATCHES: readonly Match[] = ['all', 'any', 'none']

/** Conditions of which all must hold, or any, or none may; a group within a group stands indented, with a line at its side. */
export function ConditionGroup({ group, facts, place, level, wrong, onChange }: ConditionGroupProps) {
  const { t } = useWords('team')
  const below = useRef<HTMLDivElement>(null)
  const { match, conditions } = group
  const set = (next: Node[]) => onChange({ match, conditions: next })
  const remove = (index: number) => {
    set(conditions.toSpliced(index, 1))
    // What had the focus is gone; the next thing to do is near.
    below.current?.querySelector('button')?.focus()
  }
  return (
    <>
      {conditions.length === 0 && (
        <Text size="small" tone="soft">
          {t(level === 0 ? 'auto.always' : 'auto.emptyGroup')}
        </Text>
      )}
      {(level > 0 || conditions.length > 1 || match !== 'all') && (
        <div className={classes.match}>
          <SegmentField
            label={t('auto.match')}
            value={match}
            choices={MATCHES.map((each) => ({ value: each, label: t(`auto.matches.${each}`) }))}
            onChange={(next: string) => onChange({ match: next as Match, conditions })}
          />
        </div>
      )}
      {conditions.map((node, index) => {
        const here = `${place}.${index}`
        const put = (next: Node) => set(conditions.with(index, next))
        return isGroup(node) ? (
          <NestedGroup
            key={index}
            group={node}
            facts={facts}
            place={here}
            level={level + 1}
            wrong={wrong}
            onChange={put}
            onRemove={() => remove(index)}
          />
        ) : (
          <ConditionLine
            key={index}
            condition={node}
            facts={facts}
            wrong={wrong(here)}
            onChange={put}
            onRemove={() => remove(index)}
          />
        )
      })}
      <div ref={below} className={classes.below}>
        <Button
          icon="add"
          small
          disabled={facts.length === 0}
          onClick={() => set([...conditions, firstCondition(facts[0]!)])}
        >
          {t('auto.addCondition')}
        </Button>
        {level < MOST_LEVELS && (
          <Button
            kind="quiet"
            icon="add"
            small
            disabled={facts.length === 0}
            onClick={() =>
              set([
                ...conditions,
                { match: match === 'any' ? 'all' : 'any', conditions: [firstCondition(facts[0]!)] },
              ])
            }
          >
            {t('auto.addGroup')}
          </Button>
        )}
      </div>
    </>
  )
}

function NestedGroup({ onRemove, ...props }: ConditionGroupProps & { onRemove: () => void }) {
  const { t } = useWords('team')
  const { group, place, wrong } = props
  // What is wrong inside is said at its own line.
  const own = group.conditions.length === 0 ? wrong(place) : undefined
  return (
    <fieldset className={classes.group}>
      <legend>{t('auto.group1')}</legend>
      <span className={classes.groupRemove}>
        <IconButton icon="remove" label={t('auto.removeGroup')} onClick={onRemove} />
      </span>
      <ConditionGroup {...props} place={`${place}.conditions`} />
      {own && (
        <p className={classes.wrong} role="alert">
          {own}
        </p>
      )}
    </fieldset>
  )
}
