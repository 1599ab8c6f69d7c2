import {
  Button,
  IconButton,
  MultiSelectField,
  NumberField,
  Row,
  SegmentField,
  Stack,
  SwitchField,
  Text,
  TextArea,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import {
  bandsOf,
  expressionOf,
  readSum,
  scoreOf,
  sumExpression,
  withBands,
  withExpression,
  type Sum,
} from './extensions.ts'
import { flat } from './form-tree.ts'
import type { EditorProps } from './ItemPanel.tsx'
import classes from './builder.module.css'

/** How an answer is worked out: not at all, as a sum or mean of questions, or by an expression of one's own. */
export function CalculationEditor({ builder, item, onChange }: EditorProps) {
  const { t } = useWords('intake')
  const expression = expressionOf(item)
  const sum = readSum(expression)
  const mode = expression === '' ? 'none' : sum ? 'sum' : 'own'
  const questions = flat(builder.form.item)
    .map((each) => each.item)
    .filter(
      (each) =>
        each.linkId !== item.linkId &&
        (['integer', 'decimal'].includes(each.type) ||
          each.answerOption?.some((option) => scoreOf(option) !== null)),
    )
  const isWeighted = (ids: readonly string[]) =>
    questions.some(({ linkId, answerOption }) => ids.includes(linkId) && answerOption?.length)
  const write = (next: Sum) =>
    onChange(withExpression(item, sumExpression({ ...next, weighted: isWeighted(next.of) })))
  const first: Sum = {
    of: questions.map(({ linkId }) => linkId).slice(0, 50),
    how: 'sum',
    weighted: false,
    whole: true,
  }
  return (
    <Stack>
      <SegmentField
        label={t('builder.calculation')}
        hideLabel
        value={mode}
        choices={[
          { value: 'none', label: t('builder.asked') },
          ...(questions.length > 0 ? [{ value: 'sum', label: t('builder.sumOf') }] : []),
          { value: 'own', label: t('builder.ownExpression') },
        ]}
        onChange={(value: string) => {
          if (value === 'none') onChange(withExpression(item, ''))
          if (value === 'sum') write(sum ?? first)
          if (value === 'own') onChange(withExpression(item, expression || '1 + 1'))
        }}
      />
      {sum && (
        <>
          <MultiSelectField
            label={t('builder.sumQuestions')}
            value={sum.of}
            choices={questions.map(({ linkId, text }) => ({ value: linkId, label: text || linkId }))}
            onChange={(of: string[]) => of.length > 0 && write({ ...sum, of })}
          />
          <SegmentField
            label={t('builder.how')}
            hideLabel
            value={sum.how}
            choices={[
              { value: 'sum', label: t('builder.sum') },
              { value: 'avg', label: t('builder.mean') },
            ]}
            onChange={(how: string) => write({ ...sum, how: how as Sum['how'] })}
          />
          <SwitchField
            label={t('builder.onlyWhole')}
            value={sum.whole}
            onChange={(whole: boolean) => write({ ...sum, whole })}
          />
        </>
      )}
      {mode === 'own' && (
        <TextArea
          label={t('builder.expression')}
          help={t('builder.expressionHelp')}
          rows={3}
          value={expression}
          onChange={(value: string) => onChange(withExpression(item, value))}
        />
      )}
    </Stack>
  )
}

/** What a score means, by its range. */
export function BandsEditor({ item, onChange }: EditorProps) {
  const { t } = useWords('intake')
  if (expressionOf(item) === '') return null
  const bands = bandsOf(item)
  const write = (next: typeof bands) => onChange(withBands(item, next))
  const change = (at: number, part: Partial<(typeof bands)[number]>) =>
    write(bands.map((band, index) => (index === at ? { ...band, ...part } : band)))
  return (
    <Stack gap="tight">
      <Text tone="soft">{t('builder.bands')}</Text>
      {bands.map((band, at) => (
        <div key={at} className={classes.band}>
          <NumberField
            label={t('builder.from')}
            hideLabel={at > 0}
            value={band.from}
            onChange={(from: number | null) => change(at, { from })}
          />
          <NumberField
            label={t('builder.to')}
            hideLabel={at > 0}
            value={band.to}
            onChange={(to: number | null) => change(at, { to })}
          />
          <TextField
            label={t('builder.meaning')}
            hideLabel={at > 0}
            value={band.text}
            onChange={(text: string) => change(at, { text })}
          />
          <IconButton
            icon="remove"
            label={t('builder.removeBand', { at: at + 1 })}
            onClick={() => write(bands.filter((_band, index) => index !== at))}
          />
        </div>
      ))}
      <Row>
        <Button
          icon="add"
          small
          onClick={() =>
            write([
              ...bands,
              { from: (bands.at(-1)?.to ?? -1) + 1, to: (bands.at(-1)?.to ?? -1) + 5, text: '' },
            ])
          }
        >
          {t('builder.addBand')}
        </Button>
      </Row>
    </Stack>
  )
}
