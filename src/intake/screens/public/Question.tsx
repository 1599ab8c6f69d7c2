import { Button, ChoiceField, SelectField, TextArea, TextField, useWords } from '../../../ui/public/index.ts'
import { allItems, controlOf, optionsOf, textOf, type AnswerValue, type Item } from './form.ts'
import { AmountQuestion } from './AmountQuestion.tsx'
import { FileQuestion } from './FileQuestion.tsx'
import { Lines } from './Lines.tsx'
import { NumberQuestion } from './NumberQuestion.tsx'
import { OpenChoice } from './OpenChoice.tsx'

export interface QuestionProps {
  /** Its key. */
  of: string
  item: Item
  values: AnswerValue[]
  onChange: (values: AnswerValue[]) => void
  error: string | null
}

/** The id of a question's field, for links from the list of faults. */
export const fieldId = (linkId: string) => `q-${linkId.replace(/[^\w-]/g, '_')}`

/** One question by its type, with the help that belongs to it. */
export function Question({ of, item, values, onChange, error }: QuestionProps) {
  const { language } = useWords('intake')
  const help = allItems(item.item)
    .filter((one) => one.type === 'display' && controlOf(one) === 'help')
    .map((one) => textOf(one, language))
    .join(' ')
  const base = {
    id: fieldId(of),
    label: textOf(item, language),
    help: help || undefined,
    error,
    required: item.required ?? false,
  }
  const text = String(values[0] ?? '')
  const write = (value: string) => onChange(value === '' ? [] : [value])
  const isChoice = item.type === 'choice' || item.type === 'open-choice'
  if (!isChoice && optionsOf(item, language).length > 0)
    return <Choice item={item} base={base} values={values} onChange={onChange} />
  if (item.repeats && ['string', 'date', 'time', 'url'].includes(item.type))
    return <Lines item={item} base={base} values={values} onChange={onChange} />
  switch (item.type) {
    case 'boolean':
      return <YesNo base={base} values={values} onChange={onChange} />
    case 'choice':
      // A choice without a list is answered in own words.
      if (optionsOf(item, language).length === 0)
        return <TextField {...base} maxLength={1000} value={text} onChange={write} />
      return <Choice item={item} base={base} values={values} onChange={onChange} />
    case 'open-choice':
      return <OpenChoice item={item} base={base} values={values} onChange={onChange} />
    case 'quantity':
      return <AmountQuestion item={item} base={base} values={values} onChange={onChange} />
    case 'integer':
    case 'decimal':
      return <NumberQuestion item={item} base={base} values={values} onChange={onChange} />
    case 'date':
      return (
        <TextField {...base} type="date" autoComplete={completionOf(item)} value={text} onChange={write} />
      )
    case 'dateTime':
      return <TextField {...base} type="datetime-local" value={text.slice(0, 16)} onChange={write} />
    case 'time':
      return <TextField {...base} type="time" value={text} onChange={write} />
    case 'text':
      return (
        <TextArea {...base} rows={4} maxLength={item.maxLength ?? 20_000} value={text} onChange={write} />
      )
    case 'attachment':
      return <FileQuestion item={item} base={base} values={values} onChange={onChange} />
    default:
      return (
        <TextField
          {...base}
          type={item.type === 'url' ? 'url' : item.definition?.endsWith('telecom:phone') ? 'tel' : 'text'}
          autoComplete={completionOf(item)}
          maxLength={item.maxLength ?? 1000}
          value={text}
          onChange={write}
        />
      )
  }
}

export interface Base {
  id: string
  label: string
  help: string | undefined
  error: string | null
  required: boolean
}

export interface AnyProps {
  base: Base
  values: AnswerValue[]
  onChange: (values: AnswerValue[]) => void
}

function YesNo({ base, values, onChange }: AnyProps) {
  const { t } = useWords('intake')
  const [value] = values
  return (
    <div className="yesNo">
      <ChoiceField
        {...base}
        value={typeof value === 'boolean' ? [String(value)] : []}
        onChange={([chosen]) => onChange([chosen === 'true'])}
        choices={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
      />
      <TakeBack base={base} values={values} onChange={onChange} />
    </div>
  )
}

function Choice({ item, base, values, onChange }: AnyProps & { item: Item }) {
  const { language } = useWords('intake')
  const options = optionsOf(item, language)
  const control = controlOf(item)
  // What stands in the page is text; what is kept is the option's own value.
  const valueOf = (text: string) => options.find((option) => String(option.value) === text)?.value ?? text
  if (control === 'drop-down' || (!control && !item.repeats && options.length > 8)) {
    return (
      <SelectField
        {...base}
        value={String(values[0] ?? '')}
        onChange={(text) => onChange(text === '' ? [] : [valueOf(text)])}
        choices={options.map((option) => ({ value: String(option.value), label: option.label }))}
      />
    )
  }
  return (
    <>
      <ChoiceField
        {...base}
        many={item.repeats ?? false}
        value={values.map(String)}
        onChange={(chosen) => onChange(chosen.map(valueOf))}
        choices={options.map((option) => ({ value: String(option.value), label: option.label }))}
      />
      {!item.repeats && <TakeBack base={base} values={values} onChange={onChange} />}
    </>
  )
}

/** Radio buttons can't be emptied by themselves; where no answer is asked for, it must be possible. */
function TakeBack({ base, values, onChange }: AnyProps) {
  const { t } = useWords('intake')
  if (base.required || values.length === 0) return null
  return (
    <div className="takeBack">
      <Button kind="quiet" onClick={() => onChange([])}>
        {t('takeBack')}
        <span className="spoken">: {base.label}</span>
      </Button>
    </div>
  )
}

// What the browser may fill in by itself (WCAG 1.3.5), where the form says which fact of the person it asks for.
function completionOf(item: Item): string {
  const fact = /#Patient\.(.+)$/.exec(item.definition ?? '')?.[1]
  const known: Record<string, string> = {
    'name.given': 'given-name',
    'name.family': 'family-name',
    birthDate: 'bday',
    'telecom:phone': 'tel',
    'telecom:email': 'email',
    address: 'street-address',
  }
  return (fact && known[fact]) ?? 'off'
}
