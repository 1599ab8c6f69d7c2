import { useEffect, useRef, useState } from 'react'
import { useAct, type Returns } from '../../../ui/api/index.ts'
import { Badge, Button, Row, Stack, Text, useWords } from '../../../ui/kit/index.ts'
import type { Builder } from './use-builder.ts'
import classes from './builder.module.css'

type Trial = Returns<'POST /forms/trial'>
type Answers = Trial['begin']

/** The client's own page in a phone, filled in for trial; what is worked out is shown beneath. */
export function Preview({ builder }: { builder: Builder }) {
  const { t } = useWords('intake')
  const frame = useRef<HTMLIFrameElement>(null)
  const answers = useRef<Answers>({})
  const [round, setRound] = useState(0)
  const [trial, setTrial] = useState<Trial | null>(null)
  const ask = useAct('POST /forms/trial', { refresh: [] })

  async function run(isNew: boolean): Promise<void> {
    const found = await ask.do({ definition: builder.form, answers: answers.current })
    setTrial(found)
    if (!found.definition) return
    const { definition, begin, calculated, hidden } = found
    frame.current?.contentWindow?.postMessage(
      isNew
        ? {
            kind: 'form',
            title: builder.form.title,
            definition,
            answers: { ...begin, ...answers.current },
            calculated,
            hidden,
          }
        : { kind: 'worked', calculated, hidden },
      window.location.origin,
    )
  }

  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const hear = (event: MessageEvent<{ kind?: string; answers?: Answers }>) => {
      if (event.origin !== window.location.origin || event.source !== frame.current?.contentWindow) return
      if (event.data.kind === 'ready') void latest.current(true)
      if (event.data.kind === 'answers') {
        answers.current = event.data.answers ?? {}
        void latest.current(false)
      }
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => void latest.current(true).catch(() => undefined), 600)
    return () => clearTimeout(timer)
  }, [builder.form])

  return (
    <Stack gap="tight">
      <Row justify="between">
        <Text tone="soft" size="small">
          {t('builder.previewAbout')}
        </Text>
        <Button
          small
          icon="refresh"
          onClick={() => {
            answers.current = {}
            setRound(round + 1)
          }}
        >
          {t('builder.startAgain')}
        </Button>
      </Row>
      {/* Our own page, of our own origin: it needs both to ask the server; links and windows it does not. */}
      <iframe
        // oxlint-disable-next-line react/iframe-missing-sandbox
        sandbox="allow-scripts allow-same-origin allow-forms"
        key={round}
        ref={frame}
        className={classes.phone}
        src="/forms/preview"
        title={t('builder.preview')}
      />
      {trial && <WorkedOut trial={trial} />}
    </Stack>
  )
}

function WorkedOut({ trial }: { trial: Trial }) {
  const { t } = useWords('intake')
  const values = Object.entries(trial.calculated)
  return (
    <Stack gap="none">
      {values.map(([linkId, [value]]) => (
        <Row key={linkId}>
          <Text size="small">
            {linkId} = <strong>{String(value)}</strong>
          </Text>
          {trial.bands[linkId] && <Badge>{trial.bands[linkId]}</Badge>}
        </Row>
      ))}
      <Text size="small" tone="soft">
        {trial.answerFaults.length === 0
          ? t('builder.complete')
          : t('builder.openAnswers', { count: trial.answerFaults.length })}
      </Text>
    </Stack>
  )
}
