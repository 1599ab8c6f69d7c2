import { announce, Button, useWords } from '../../../ui/public/index.ts'
import type { ReactNode } from 'react'
import { numberOf, rowKeys, textOf, type Answers, type Item } from './form.ts'
import { fieldId } from './Question.tsx'
import { withoutRow, withRow } from './rows.ts'

interface TableProps {
  item: Item
  prefix: string
  answers: Answers
  error: string | null
  onAnswerAll: (change: (answers: Answers) => Answers) => void
  /** The page is this table, so that its words stand above already. */
  isPage: boolean
  /** A question of a row, given the row's prefix. */
  renderPart: (item: Item, prefix: string) => ReactNode
}

/** A group that may stand several times: one card for each row, on a phone below each other. */
export function Table({ item, prefix, answers, error, onAnswerAll, isPage, renderPart }: TableProps) {
  const { t, language } = useWords('intake')
  const key = prefix + item.linkId
  const rows = rowKeys(key, answers)
  const most = numberOf(item, 'questionnaire-maxOccurs') ?? 50
  const words = textOf(item, language)
  return (
    <section className="subsection table" id={fieldId(key)} tabIndex={-1} aria-label={words}>
      {!isPage && <h2>{words}</h2>}
      {rows.length === 0 && <p className="soft">{t('rows.none')}</p>}
      {rows.map((row, index) => (
        <div
          key={row}
          className="tableRow"
          role="group"
          aria-label={t('rows.row', { title: words, at: index + 1 })}
        >
          <div className="tableRowHead">
            <span className="soft">{index + 1}</span>
            <Button
              kind="quiet"
              onClick={() => {
                onAnswerAll((now) => withoutRow(now, key, index))
                announce(t('rows.removed', { at: index + 1 }))
              }}
            >
              {t('rows.remove')}
              <span className="spoken">: {t('rows.row', { title: words, at: index + 1 })}</span>
            </Button>
          </div>
          {(item.item ?? []).map((inner) => renderPart(inner, `${row}/`))}
        </div>
      ))}
      {error && <div className="error">{error}</div>}
      {rows.length < most && (
        <Button onClick={() => onAnswerAll((now) => withRow(now, key))}>
          {t(rows.length === 0 ? 'rows.first' : 'rows.more')}
        </Button>
      )}
    </section>
  )
}
