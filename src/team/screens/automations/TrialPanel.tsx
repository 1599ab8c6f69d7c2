import { useState } from 'react'
import { useAct, type Returns } from '../../../ui/api/index.ts'
import { Button, Notice, Panel, Row, Stack, Text, When, useWords } from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import type { Definition } from './model.ts'
import { toSave } from './model.ts'
import { eventWords } from './sentence.ts'

type Trial = Returns<'POST /automation-trial'>
const DAYS = 30

/** Tries the rule, as it stands in the editor, on what happened. Nothing is sent. */
export function TrialPanel({ rule }: { rule: Definition }) {
  const { t } = useWords('team')
  const trial = useAct('POST /automation-trial', { refresh: [] })
  const [answer, setAnswer] = useState<Trial | null>(null)
  const isReady = rule.events.length > 0 && rule.steps.length > 0
  return (
    <Panel title={t('trial.title')}>
      <Stack>
        <Text size="small" tone="soft">
          {t('trial.about', { days: DAYS })}
        </Text>
        <Row>
          <Button
            icon="history"
            busy={trial.busy}
            disabled={!isReady}
            onClick={() =>
              void trial.do({ definition: toSave(rule), days: DAYS }).then(setAnswer, () => setAnswer(null))
            }
          >
            {t('trial.try', { days: DAYS })}
          </Button>
        </Row>
        <Notice of={trial.error} />
        {answer && <TrialAnswer trial={answer} />}
      </Stack>
    </Panel>
  )
}

function TrialAnswer({ trial }: { trial: Trial }) {
  const { t } = useWords('team')
  const ran = trial.rows.filter(({ wouldRun }) => wouldRun)
  const not = trial.rows.filter(({ wouldRun }) => !wouldRun)
  return (
    <div role="status">
      <Text as="p">
        <span className={classes.count}>{trial.wouldRun}</span>{' '}
        {t('trial.times', { count: trial.wouldRun, events: trial.events, days: DAYS })}
      </Text>
      {trial.isCut && (
        <Text size="small" tone="soft">
          {t('trial.cut')}
        </Text>
      )}
      <ul className={classes.tries} aria-label={t('trial.rows')} tabIndex={0}>
        {ran.map((row) => (
          <li key={row.eventId}>
            <strong>{row.clientName ?? eventWords(t, row.event)}</strong>{' '}
            <Text as="span" size="small" tone="soft">
              {eventWords(t, row.event)} · <When at={row.at} />
            </Text>
            <ol>
              {row.steps.map((step, index) => (
                <li key={index}>
                  {step.words}
                  {step.at && (
                    <>
                      {' '}
                      {t('trial.until')} <When at={step.at} />
                    </>
                  )}
                </li>
              ))}
            </ol>
          </li>
        ))}
        {not.slice(0, 5).map((row) => (
          <li key={row.eventId}>
            <Text as="span" size="small" tone="soft">
              {t('trial.not')} {row.clientName ?? ''} · <When at={row.at} />: {row.why}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  )
}
