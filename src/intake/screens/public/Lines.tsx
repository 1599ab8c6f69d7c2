import { Button, TextField, useWords } from '../../../ui/public/index.ts'
import { numberOf, type Item } from './form.ts'
import type { AnyProps } from './Question.tsx'

type LineKind = 'text' | 'date' | 'time' | 'url'

/** A question that may be answered several times: one line each. */
export function Lines({ item, base, values, onChange }: AnyProps & { item: Item }) {
  const { t } = useWords('intake')
  const lines = values.length > 0 ? values.map(String) : ['']
  const most = numberOf(item, 'questionnaire-maxOccurs') ?? 50
  const kind: LineKind =
    item.type === 'date' || item.type === 'time' || item.type === 'url' ? item.type : 'text'
  // An empty line stands until something is typed in it; the server is not sent any.
  const write = (at: number, text: string) =>
    onChange(lines.map((line, index) => (index === at ? text : line)))
  return (
    <div className="question">
      {lines.map((line, index) => (
        <TextField
          key={index}
          {...base}
          id={index === 0 ? base.id : `${base.id}-${index}`}
          label={lines.length > 1 ? `${base.label} (${index + 1})` : base.label}
          help={index === 0 ? base.help : undefined}
          error={index === 0 ? base.error : null}
          required={base.required && index === 0}
          type={kind}
          autoComplete="off"
          maxLength={item.maxLength ?? 1000}
          value={line}
          onChange={(text) => write(index, text)}
        />
      ))}
      {lines.length < most && lines.at(-1) !== '' && (
        <Button onClick={() => onChange([...lines, ''])}>{t('anotherLine')}</Button>
      )}
    </div>
  )
}
