import { CheckField, NumberField, RadioField, TextArea } from '../../ui/kit/index.ts'
import { BodyChart, type BodyMark } from './BodyChart.tsx'
import type { Note } from './NoteScreen.tsx'
import { ScaleField } from './ScaleField.tsx'
import type { Content } from './use-autosave.ts'

type Section = Note['sections'][number]

interface SectionFieldProps {
  section: Section
  language: 'en' | 'de'
  value: Content[string] | undefined
  onChange: (value: Content[string] | undefined) => void
}

/** The field that fits a section of the template. */
export function SectionField({ section, language, value, onChange }: SectionFieldProps) {
  const shared = {
    label: section.title[language],
    help: section.hint?.[language],
    required: section.required,
  }
  switch (section.kind) {
    case 'number':
      return (
        <NumberField
          {...shared}
          value={value as number | undefined}
          onChange={(next: number | null) => onChange(next ?? undefined)}
        />
      )
    case 'scale':
      return (
        <ScaleField
          {...shared}
          min={section.min ?? 0}
          max={section.max ?? 10}
          value={typeof value === 'number' ? value : undefined}
          onChange={onChange}
        />
      )
    case 'choice':
      return (
        <RadioField
          {...shared}
          choices={(section.options ?? []).map(({ code, label }) => ({
            value: code,
            label: label[language],
          }))}
          value={(value as string) ?? ''}
          onChange={(next: string | null) => onChange(next ?? undefined)}
        />
      )
    case 'checkbox':
      return <CheckField {...shared} value={value === true} onChange={(next: boolean) => onChange(next)} />
    case 'body_chart':
      return (
        <BodyChart
          label={shared.label}
          marks={Array.isArray(value) ? (value as BodyMark[]) : []}
          onChange={onChange}
        />
      )
    default:
      return (
        <TextArea
          {...shared}
          rows={2}
          value={(value as string) ?? ''}
          onChange={(next: string) => onChange(next === '' ? undefined : next)}
        />
      )
  }
}
