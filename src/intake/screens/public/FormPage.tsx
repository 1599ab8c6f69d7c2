import { Button, Card, useWords } from '../../../ui/public/index.ts'
import type { ReactNode } from 'react'
import {
  controlOf,
  isHidden,
  isQuestion,
  isSignature,
  isTable,
  textOf,
  type Answers,
  type AnswerValue,
  type Item,
} from './form.ts'
import { Question } from './Question.tsx'
import { saidWords } from './said-words.ts'
import { Table } from './Table.tsx'

interface FormPageProps {
  items: readonly Item[]
  enabled: ReadonlySet<string>
  answers: Answers
  /** What the form works out; only shown. */
  calculated: Answers
  conflicts: Answers
  errorOf: (key: string) => string | null
  onAnswer: (key: string, values: AnswerValue[]) => void
  onAnswerAll: (change: (answers: Answers) => Answers) => void
  onSettle: (key: string) => void
  /** Where the form asks for the signature. */
  signature: ReactNode
}

/** The questions of one section, those that are asked now. */
export function FormPage(props: FormPageProps) {
  return (
    <Card>
      {props.items.map((item) => (
        <Part key={item.linkId} item={item} prefix="" {...props} />
      ))}
    </Card>
  )
}

type PartProps = FormPageProps & { item: Item; prefix: string }

function Part({ item, prefix, ...props }: PartProps) {
  const { language } = useWords('intake')
  const { enabled, signature } = props
  const key = prefix + item.linkId
  if (!enabled.has(key) || isHidden(item)) return null
  if (isSignature(item)) return signature
  if (isTable(item))
    return (
      <Table
        item={item}
        prefix={prefix}
        answers={props.answers}
        error={props.errorOf(key)}
        onAnswerAll={props.onAnswerAll}
        isPage={props.items.length === 1 && props.items[0] === item}
        renderPart={(inner, row) => <Part key={inner.linkId} {...props} item={inner} prefix={row} />}
      />
    )
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
          <Part key={inner.linkId} item={inner} prefix={prefix} {...props} />
        ))}
      </section>
    )
  }
  return isQuestion(item) ? (
    <Asked item={item} prefix={prefix} {...props} />
  ) : (
    <WorkedOut item={item} of={key} {...props} />
  )
}

function Asked({ item, prefix, ...props }: PartProps) {
  const { answers, conflicts, errorOf, onAnswer, onSettle } = props
  const key = prefix + item.linkId
  const inner = (item.item ?? []).filter((one) => !(one.type === 'display' && controlOf(one) === 'help'))
  const theirs = conflicts[key]
  return (
    <div className="question">
      <Question
        of={key}
        item={item}
        values={answers[key] ?? []}
        onChange={(values) => onAnswer(key, values)}
        error={errorOf(key)}
      />
      {theirs && (
        <Both
          item={item}
          theirs={theirs}
          onTheirs={() => {
            onAnswer(key, theirs)
            onSettle(key)
          }}
          onMine={() => onSettle(key)}
        />
      )}
      {inner.map((one) => (
        <Part key={one.linkId} item={one} prefix={prefix} {...props} />
      ))}
    </div>
  )
}

/** What the form works out, or what stands already and can't be changed here. */
function WorkedOut({ item, of, answers, calculated }: FormPageProps & { item: Item; of: string }) {
  const { t, language } = useWords('intake')
  const values = calculated[of] ?? answers[of] ?? []
  return (
    <div className="workedOut" role="status">
      <span>{textOf(item, language)}</span>
      <strong>{values.length > 0 ? saidWords(item, values, { t, language }) : '–'}</strong>
    </div>
  )
}

/** A text to read, in its paragraphs. */
export function Reading({ text }: { text: string }) {
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
  item,
  theirs,
  onTheirs,
  onMine,
}: {
  item: Item
  theirs: AnswerValue[]
  onTheirs: () => void
  onMine: () => void
}) {
  const { t, language } = useWords('intake')
  const said = saidWords(item, theirs, { t, language })
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
