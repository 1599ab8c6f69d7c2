import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  DayField,
  EmptyState,
  Page,
  Panel,
  SelectField,
  Toolbar,
  useUrlState,
  useWords,
} from '../../ui/kit/index.ts'
import { MeasureChart } from './MeasureChart.tsx'
import { MeasureGroups } from './MeasureGroups.tsx'
import { MeasureRows } from './MeasureRows.tsx'
import { useFigure } from './use-figure.ts'
import classes from './dashboard.module.css'

export type Definition = Returns<'GET /measures'>['items'][number]
export type Reading = Returns<'GET /measures/{name}'>

const LIVE = ['appointment', 'invoice', 'payment', 'lead', 'import']

/** One figure at a time: its words, its chart, its groups, and the rows behind each. */
export default function MeasuresScreen() {
  const { t } = useWords('insight')
  const definitions = useApi('GET /measures')
  return (
    <Page title={t('measures.title')} about={t('measures.about')}>
      <Await read={definitions}>{({ items }) => <Chosen definitions={items} />}</Await>
    </Page>
  )
}

function Chosen({ definitions }: { definitions: Definition[] }) {
  const { t } = useWords('insight')
  const [url, setUrl] = useUrlState({ name: 'no-show', by: 'week', from: '', to: '', key: '' })
  const definition = definitions.find((each) => each.name === url.name) ?? definitions[0]
  if (!definition) return <EmptyState icon="chart" title={t('measures.none')} />
  const by = isDimension(definition, url.by) ? url.by : (definition.dimensions[0]?.name ?? '')
  const choices = definition.dimensions.map((each) => ({ value: each.name, label: each.title }))
  const fact = by.startsWith('fact:') ? [{ value: by, label: by.slice(5).replaceAll('_', ' ') }] : []
  return (
    <>
      <Toolbar>
        <SelectField
          label={t('measures.figure')}
          value={definition.name}
          choices={definitions.map((each) => ({ value: each.name, label: each.title }))}
          onChange={(name: string | null) => setUrl({ name: name ?? 'no-show', key: '' })}
        />
        <SelectField
          label={t('measures.by')}
          value={by}
          choices={[...choices, ...fact]}
          onChange={(next: string | null) => setUrl({ by: next ?? 'week', key: '' })}
        />
        <DayField
          label={t('measures.from')}
          value={url.from || null}
          clearable
          placeholder={t('measures.anyDay')}
          onChange={(day: string | null) => setUrl({ from: day ?? '' })}
        />
        <DayField
          label={t('measures.to')}
          value={url.to || null}
          clearable
          placeholder={t('measures.anyDay')}
          onChange={(day: string | null) => setUrl({ to: day ?? '' })}
        />
      </Toolbar>
      <Figure
        definition={definition}
        by={by}
        from={url.from}
        to={url.to}
        open={url.key}
        onOpen={(key) => setUrl({ key })}
      />
    </>
  )
}

function isDimension({ dimensions, rows }: Definition, by: string): boolean {
  return dimensions.some((each) => each.name === by) || (rows === 'appointment' && by.startsWith('fact:'))
}

interface FigureProps {
  definition: Definition
  by: string
  from: string
  to: string
  open: string
  onOpen: (key: string) => void
}

function Figure({ definition, by, from, to, open, onOpen }: FigureProps) {
  const { t } = useWords('insight')
  const span = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  const read = useApi(
    'GET /measures/{name}',
    { name: definition.name, by, ...span },
    { keep: true, live: LIVE },
  )
  return (
    <Await read={read}>
      {(reading) => (
        <>
          <Panel title={definition.title}>
            <Total reading={reading} />
            <p className={classes.formula}>{definition.formula}</p>
          </Panel>
          {reading.groups.length === 0 ? (
            <Panel>
              <EmptyState icon="chart" title={t('measures.nothing')} text={t('measures.nothingText')} />
            </Panel>
          ) : (
            <>
              <MeasureChart reading={reading} />
              <MeasureGroups reading={reading} onOpen={onOpen} />
            </>
          )}
          <MeasureRows
            definition={definition}
            by={by}
            span={span}
            currency={reading.currency}
            open={open}
            group={reading.groups.find((each) => each.key === open)}
            onClose={() => onOpen('')}
          />
        </>
      )}
    </Await>
  )
}

function Total({ reading }: { reading: Reading }) {
  const { t } = useWords('insight')
  const figure = useFigure(reading)
  const { total, definition } = reading
  return (
    <div className={classes.totals}>
      <span className={classes.big}>{figure.value(total.value)}</span>
      {definition.denominator && (
        <span className={classes.beside}>
          {t('measures.of', {
            numerator: `${figure.sum(total.numerator)} ${definition.numerator.title}`,
            denominator: `${figure.sum(total.denominator ?? 0)} ${definition.denominator.title}`,
          })}
        </span>
      )}
      {total.firstDay && total.lastDay && (
        <span className={classes.beside}>{figure.span(total.firstDay, total.lastDay)}</span>
      )}
    </div>
  )
}
