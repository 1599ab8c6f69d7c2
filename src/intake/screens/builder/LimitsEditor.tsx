import { useState } from 'react'
import { Columns, MultiSelectField, NumberField, Stack, TextField, useWords } from '../../../ui/kit/index.ts'
import { URL, valueOf, withExtension } from './extensions.ts'
import { patched, type Extension, type Item } from './form-tree.ts'
import type { EditorProps } from './ItemPanel.tsx'

const FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'text/plain']

/** What an answer may be: least and most, length, pattern, kinds of files, units. */
export function LimitsEditor({ item, onChange }: EditorProps) {
  const { t } = useWords('intake')
  const number = (label: string, url: string, name: 'valueInteger' | 'valueDecimal') => (
    <NumberField
      label={t(`builder.${label}`)}
      value={(valueOf(item, url) as number | undefined) ?? null}
      onChange={(value: number | null) =>
        onChange(withExtension(item, url, value === null ? null : { [name]: value }))
      }
    />
  )
  const name = item.type === 'integer' ? 'valueInteger' : 'valueDecimal'
  const isNumber = ['integer', 'decimal', 'quantity'].includes(item.type)
  const isText = ['string', 'text', 'open-choice', 'url'].includes(item.type)
  return (
    <Stack>
      {isNumber && (
        <Columns>
          {number('least', URL.minValue, name)}
          {number('most', URL.maxValue, name)}
          {item.type !== 'integer' && number('decimals', URL.maxDecimals, 'valueInteger')}
        </Columns>
      )}
      {item.type === 'quantity' && <Units item={item} onChange={onChange} />}
      {isText && (
        <Columns>
          <NumberField
            label={t('builder.maxLength')}
            min={1}
            value={item.maxLength ?? null}
            onChange={(value: number | null) =>
              onChange(patched(item, { maxLength: value ?? undefined } as Partial<Item>))
            }
          />
          <TextField
            label={t('builder.pattern')}
            help={t('builder.patternHelp')}
            value={String(valueOf(item, URL.regex) ?? '')}
            onChange={(value: string) =>
              onChange(withExtension(item, URL.regex, value ? { valueString: value } : null))
            }
          />
          <TextField
            label={t('builder.example')}
            help={t('builder.exampleHelp')}
            value={String(valueOf(item, URL.entryFormat) ?? '')}
            onChange={(value: string) =>
              onChange(withExtension(item, URL.entryFormat, value ? { valueString: value } : null))
            }
          />
        </Columns>
      )}
      {item.type === 'attachment' && (
        <>
          <MultiSelectField
            label={t('builder.fileTypes')}
            value={typesOf(item)}
            choices={FILE_TYPES.map((value) => ({
              value,
              label: t(`builder.file.${value.split('/').at(-1)}`),
            }))}
            onChange={(types: string[]) => onChange(withTypes(item, types))}
          />
          {number('maxSize', URL.maxSize, 'valueDecimal')}
        </>
      )}
    </Stack>
  )
}

function typesOf(item: Item): string[] {
  return (item.extension ?? []).flatMap(({ url, valueCode }) =>
    url === URL.mimeType ? [String(valueCode)] : [],
  )
}

function withTypes(item: Item, types: readonly string[]): Item {
  const others = (item.extension ?? []).filter(({ url }) => url !== URL.mimeType)
  return patched(item, {
    extension: [...others, ...types.map((valueCode) => ({ url: URL.mimeType, valueCode }))],
  })
}

/** Units as one line: cm, m, kg. */
function Units({ item, onChange }: Pick<EditorProps, 'item' | 'onChange'>) {
  const { t } = useWords('intake')
  const units = (item.extension ?? []).flatMap(({ url, valueCoding }) =>
    url === URL.unitOption ? [valueCoding as { code?: string; display?: string }] : [],
  )
  // As typed: a comma at the end must stay while the next unit is written.
  const [typed, setTyped] = useState(() => units.map((unit) => unit.display ?? unit.code).join(', '))
  const write = (text: string) => {
    setTyped(text)
    const others = (item.extension ?? []).filter(({ url }) => url !== URL.unitOption)
    const made = text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((code): Extension => {
        const known = units.find((unit) => (unit.display ?? unit.code) === code)
        return {
          url: URL.unitOption,
          valueCoding: known ?? { system: 'http://unitsofmeasure.org', code, display: code },
        }
      })
    onChange(patched(item, { extension: [...others, ...made] }))
  }
  return <TextField label={t('builder.units')} help={t('builder.unitsHelp')} value={typed} onChange={write} />
}
