import { Button, Card, useWords } from '../../../ui/public/index.ts'
import type { ReactNode } from 'react'
import {
  controlOf,
  isQuestion,
  isSignature,
  textOf,
  type Answers,
  type AnswerValue,
  type Item,
} from './form.ts'
import { Question } from './Question.tsx'

interface FormPageProps {
  items: readonly Item[]
  enabled: ReadonlySet<string>
  answers: Answers
  conflicts: Answers
  errorOf: (linkId: string) => string | null
  onAnswer: (linkId: string, values: AnswerValue[]) => void
  onSettle: (linkId: string) => void
  /** Where the form asks for the signature. */
  signature: ReactNode
}

/** The questions of one section, those that are asked now. */
export function FormPage(props: FormPageProps) {
  return (
    <Card>
      {props.items.map((item) => (
        <Part key={item.linkId} item={item} {...props} />
      ))}
    </Card>
  )
}

function Part({ item, ...props }: FormPageProps & { item: Item }) {
  const { language } = useWords('intake')
  const { enabled, answers, conflicts, errorOf, onAnswer, onSettle, signature } = props
  if (!enabled.has(item.linkId)) return null
  if (isSignature(item)) return signature
  if (item.type === 'display')
    return controlOf(item) === 'help' ? (
      <p className="help">{textOf(item, language)}</p>
    ) : (
      <Reading text={textOf(item, language)} />
    )
  if (item.type === 'group') {
    return (
      <section className="subsection">
        <h2>{textOf(item, language)}</h2>
        {(item.item ?? []).map((inner) => (
          <Part key={inner.linkId} item={inner} {...props} />
        ))}
      </section>
    )
  }
  if (!isQuestion(item)) return null
  const inner = (item.item ?? []).filter((one) => !(one.type === 'display' && controlOf(one) === 'help'))
  const theirs = conflicts[item.linkId]
  return (
    <div className="question">
      <Question
        item={item}
        values={answers[item.linkId] ?? []}
        onChange={(values) => onAnswer(item.linkId, values)}
        error={errorOf(item.linkId)}
      />
      {theirs && (
        <Both
          theirs={theirs}
          onTheirs={() => {
            onAnswer(item.linkId, theirs)
            onSettle(item.linkId)
          }}
          onMine={() => onSettle(item.linkId)}
        />
      )}
      {inner.map((one) => (
        <Part key={one.linkId} item={one} {...props} />
      ))}
    </div>
  )
}

/** A text to read, in its paragraphs. */
function Reading({ text }: { text: string }) {
  return (
    <div className="reading">
      {text.split(/\n+/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  )
}

/** This question was answered here and on another device: both are shown, the person decides. */
function Both({
  theirs,
  onTheirs,
  onMine,
}: {
  theirs: AnswerValue[]
  onTheirs: () => void
  onMine: () => void
}) {
  const { t } = useWords('intake')
  const said = theirs
    .map((value) => (value === true ? t('yes') : value === false ? t('no') : String(value)))
    .join(', ')
  return (
    <div className="notice" data-tone="warn" role="status">
      <strong>{t('both.title')}</strong>
      <span>{theirs.length > 0 ? t('both.said', { answer: said }) : t('both.emptied')}</span>
      <div className="row">
        <Button onClick={onMine}>{t('both.mine')}</Button>
        <Button onClick={onTheirs}>{t('both.theirs')}</Button>
      </div>
    </div>
  )
}
