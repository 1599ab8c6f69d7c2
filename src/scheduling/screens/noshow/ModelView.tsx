import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  BarChart,
  Button,
  Columns,
  EmptyState,
  Notice,
  Panel,
  Stack,
  Stat,
  SwitchField,
  Text,
  notify,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { Effects } from './Effects.tsx'
import { ScoreTable } from './ScoreTable.tsx'

export type ModelAnswer = Returns<'GET /no-show-model'>
export type Learned = NonNullable<ModelAnswer['learned']>

/** What was learned, how well it held on visits it had not seen, and what may be learned from. */
export function ModelView() {
  const { t } = useWords('scheduling')
  const read = useApi('GET /no-show-model', {}, { live: ['no_show_model'] })
  return (
    <Await read={read}>
      {(answer) => (
        <Stack>
          {answer.learned ? (
            <LearnedView learned={answer.learned} least={answer.least} />
          ) : (
            <EmptyState
              icon="chart"
              title={t('noShows.notLearned')}
              text={t('noShows.notLearnedText')}
              action={<LearnNow />}
            />
          )}
          <Settings answer={answer} />
        </Stack>
      )}
    </Await>
  )
}

function LearnedView({ learned, least }: { learned: Learned; least: ModelAnswer['least'] }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { test } = learned
  const share = (value: number) => format.percent(value)
  return (
    <>
      {learned.state === 'too_few' && (
        <Notice tone="warn" title={t('noShows.tooFew')}>
          {t('noShows.tooFewText', { ...least, rate: share(learned.baseRate) })}
        </Notice>
      )}
      {learned.state === 'learned' && !test && <Notice tone="warn">{t('noShows.noTest')}</Notice>}
      <Columns of={4}>
        <Stat
          label={t('noShows.learnedFrom')}
          value={format.number(learned.visits)}
          about={t('noShows.learnedAbout', { count: learned.clients, when: format.when(learned.learnedAt) })}
        />
        <Stat
          label={t('noShows.baseRate')}
          value={share(learned.baseRate)}
          about={t('noShows.absences', { count: learned.absences })}
        />
        {test && <Stat label="AUC" value={two(format, test.model.auc)} about={t('noShows.aucAbout')} />}
        {test && (
          <Stat
            label={t('noShows.brier')}
            value={three(format, test.model.brier)}
            about={t('noShows.brierAbout')}
          />
        )}
      </Columns>
      {test && <Test test={test} />}
      {learned.effects.length > 0 && <Effects effects={learned.effects} />}
    </>
  )
}

function Test({ test }: { test: NonNullable<Learned['test']> }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const isBetter = test.model.brier < test.constant.brier && test.model.brier < test.leadAlone.brier
  return (
    <Columns of={2}>
      <Panel title={t('noShows.calibration')}>
        <Text tone="soft" size="small">
          {t('noShows.calibrationAbout', { error: format.percent(test.calibrationError) })}
        </Text>
        <BarChart
          label={t('noShows.calibration')}
          by="tenth"
          rows={test.calibration.map((row, nth) => ({
            tenth: String(nth + 1),
            foretold: row.foretold,
            seen: row.seen,
          }))}
          series={[
            { key: 'foretold', label: t('noShows.foretold'), tone: 'info' },
            { key: 'seen', label: t('noShows.seen'), tone: 'amber' },
          ]}
          format={(value) => format.percent(value)}
          height={220}
        />
      </Panel>
      <Panel title={t('noShows.beside')}>
        <Stack>
          <Text tone="soft" size="small">
            {t('noShows.besideGuesses', {
              day: format.day(test.fromDay, 'medium'),
              learned: format.number(test.learned),
              judged: format.number(test.judged),
            })}
          </Text>
          <ScoreTable test={test} />
          <Text size="small">{t(isBetter ? 'noShows.better' : 'noShows.notBetter')}</Text>
        </Stack>
      </Panel>
    </Columns>
  )
}

type Format = ReturnType<typeof useFormat>

function two(format: Format, value: number | null): string {
  return value === null ? '–' : format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

function three(format: Format, value: number): string {
  return format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
}

function LearnNow() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const learn = useAct('POST /no-show-model/learning')
  if (!can('no_shows.manage')) return null
  const begin = () => learn.do({}).then(() => notify.done(t('noShows.learning')), notify.problem)
  return (
    <Button icon="refresh" busy={learn.busy} onClick={begin}>
      {t('noShows.learnNow')}
    </Button>
  )
}

function Settings({ answer }: { answer: ModelAnswer }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const keep = useAct('PUT /no-show-model/settings')
  if (!can('no_shows.manage')) return null
  const change = (usesAge: boolean) =>
    keep.do({ usesAge }).then(() => notify.done(t('noShows.learning')), notify.problem)
  return (
    <Panel title={t('noShows.settings')} actions={answer.learned ? <LearnNow /> : undefined}>
      <Stack>
        <SwitchField
          label={t('noShows.usesAge')}
          help={t('noShows.usesAgeHelp')}
          value={answer.settings.usesAge}
          onChange={change}
        />
        <Text tone="soft" size="small">
          {t('noShows.never')}
        </Text>
      </Stack>
    </Panel>
  )
}
