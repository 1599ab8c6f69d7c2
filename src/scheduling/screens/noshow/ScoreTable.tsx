import { useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Learned } from './ModelView.tsx'
import classes from './noshow.module.css'

/** The model beside two simple ways to guess; the best of each column is in bold. */
export function ScoreTable({ test }: { test: NonNullable<Learned['test']> }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const rows = [
    { key: 'model', scores: test.model },
    { key: 'leadAlone', scores: test.leadAlone },
    { key: 'constant', scores: test.constant },
  ] as const
  const best = {
    auc: Math.max(...rows.map(({ scores }) => scores.auc ?? 0)),
    brier: Math.min(...rows.map(({ scores }) => scores.brier)),
  }
  const three = (value: number | null) =>
    value === null ? '–' : format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  return (
    <table className={classes.scores}>
      <thead>
        <tr>
          <td />
          <th scope="col">AUC</th>
          <th scope="col">{t('noShows.brier')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, scores }) => (
          <tr key={key}>
            <th scope="row">{t(`noShows.guess.${key}`)}</th>
            <td data-best={scores.auc === best.auc || undefined}>{three(scores.auc)}</td>
            <td data-best={scores.brier === best.brier || undefined}>{three(scores.brier)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
