import {
  Button,
  IconButton,
  NumberField,
  Row,
  Stack,
  Text,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import { scoreOf, URL, withExtension } from './extensions.ts'
import { patched, type Item, type Option } from './form-tree.ts'
import type { EditorProps } from './ItemPanel.tsx'
import classes from './builder.module.css'

/** The answers of a choice, each with its score; the code stays when the words change, so that conditions hold. */
export function OptionsEditor({ item, onChange }: EditorProps) {
  const { t } = useWords('intake')
  const options = item.answerOption ?? []
  const write = (next: Option[]) => onChange(patched(item, { answerOption: next } as Partial<Item>))
  const change = (at: number, option: Option) =>
    write(options.map((each, index) => (index === at ? option : each)))
  const swap = (at: number, by: -1 | 1) => {
    const next = [...options]
    ;[next[at], next[at + by]] = [next[at + by]!, next[at]!]
    write(next)
  }
  if (item.answerValueSet && options.length === 0)
    return <Text tone="soft">{t('builder.optionsFrom', { list: item.answerValueSet })}</Text>
  return (
    <Stack gap="tight">
      {options.map((option, at) => (
        <div key={at} className={classes.option}>
          <TextField
            label={t('builder.optionWords', { at: at + 1 })}
            hideLabel
            value={option.valueCoding?.display ?? option.valueString ?? String(option.valueInteger ?? '')}
            onChange={(words: string) => change(at, withWords(option, words))}
          />
          <NumberField
            label={t('builder.optionScore', { at: at + 1 })}
            hideLabel
            placeholder={t('builder.score')}
            value={scoreOf(option)}
            onChange={(score: number | null) =>
              change(at, withExtension(option, URL.ordinal, score === null ? null : { valueDecimal: score }))
            }
          />
          <Row gap="none" nowrap>
            <IconButton icon="up" label={t('builder.up')} disabled={at === 0} onClick={() => swap(at, -1)} />
            <IconButton
              icon="down"
              label={t('builder.down')}
              disabled={at === options.length - 1}
              onClick={() => swap(at, 1)}
            />
            <IconButton
              icon="remove"
              label={t('builder.removeOption', { at: at + 1 })}
              onClick={() => write(options.filter((_each, index) => index !== at))}
            />
          </Row>
        </div>
      ))}
      <Row>
        <Button
          icon="add"
          small
          onClick={() => write([...options, newOption(options, t('builder.newOption'))])}
        >
          {t('builder.addOption')}
        </Button>
      </Row>
      <Text size="small" tone="soft">
        {t('builder.scoreHelp')}
      </Text>
    </Stack>
  )
}

function withWords(option: Option, words: string): Option {
  return option.valueCoding
    ? { ...option, valueCoding: { ...option.valueCoding, display: words } }
    : { ...option, valueString: words }
}

function newOption(options: readonly Option[], words: string): Option {
  const taken = new Set(options.map(({ valueCoding }) => valueCoding?.code))
  let number = options.length + 1
  while (taken.has(`a${number}`)) number += 1
  return { valueCoding: { code: `a${number}`, display: `${words} ${number}` } }
}
