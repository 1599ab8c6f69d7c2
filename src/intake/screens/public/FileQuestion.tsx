import { useContext, useState } from 'react'
import { Button, Icon, problemText, useWords } from '../../../ui/public/index.ts'
import { FileSender } from './file-sender.ts'
import { numberOf, type AnswerValue, type Item, type Structured } from './form.ts'
import type { AnyProps } from './Question.tsx'

/** Files of a question: chosen or photographed, sent at once, each with its name and a way to take it back. */
export function FileQuestion({ item, base, values, onChange }: AnyProps & { item: Item }) {
  const { t } = useWords('intake')
  const sendFile = useContext(FileSender)
  const [sending, setSending] = useState(0)
  const [refused, setRefused] = useState<string | null>(null)
  const types = (item.extension ?? []).flatMap(({ url, valueCode }) =>
    url.endsWith('/mimeType') && typeof valueCode === 'string' ? [valueCode] : [],
  )
  const most = item.repeats ? (numberOf(item, 'questionnaire-maxOccurs') ?? 20) : 1

  async function send(files: readonly File[]): Promise<void> {
    setRefused(null)
    let kept = values
    for (const file of files.slice(0, most - values.length)) {
      setSending((count) => count + 1)
      try {
        kept = [...kept, await sendFile(file, item)]
        onChange(kept)
      } catch (error) {
        setRefused(problemText(error, t) || t('file.failed'))
      } finally {
        setSending((count) => count - 1)
      }
    }
  }

  const error = refused ?? base.error
  const described = [base.help && `${base.id}-help`, error && `${base.id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field" data-bad={error ? 'true' : undefined}>
      <label htmlFor={base.id}>
        {base.label} {!base.required && <span className="soft">({t('public.optional')})</span>}
      </label>
      {base.help && (
        <div className="help" id={`${base.id}-help`}>
          {base.help}
        </div>
      )}
      <Sent values={values} onRemove={(gone) => onChange(values.filter((value) => value !== gone))} />
      {values.length < most && (
        <input
          id={base.id}
          className="filePick"
          type="file"
          accept={types.length > 0 ? types.join(',') : 'image/*,application/pdf'}
          multiple={most > 1}
          disabled={sending > 0}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            void send(chosen)
          }}
        />
      )}
      {sending > 0 && <div role="status">{t('file.sending')}</div>}
      {error && (
        <div className="error" id={`${base.id}-error`}>
          {error}
        </div>
      )}
    </div>
  )
}

function Sent({ values, onRemove }: { values: AnswerValue[]; onRemove: (value: AnswerValue) => void }) {
  const { t } = useWords('intake')
  if (values.length === 0) return null
  return (
    <ul className="files">
      {values.map((value) => {
        const { title, url, size } = value as Structured
        return (
          <li key={String(url)}>
            <Icon of="check" size={16} />
            <span>
              {String(title)} <span className="soft">{Math.max(1, Math.round(Number(size) / 1024))} kB</span>
            </span>
            <Button kind="quiet" onClick={() => onRemove(value)}>
              {t('file.remove')}
              <span className="spoken">: {String(title)}</span>
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
