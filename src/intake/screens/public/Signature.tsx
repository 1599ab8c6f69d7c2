import { lazy, Suspense } from 'react'
import { ChoiceField, SelectField, TextField, useWords } from '../../../ui/public/index.ts'

// Only who draws loads the drawing.
const DrawingPad = lazy(() => import('./DrawingPad.tsx'))

export interface Stroke {
  points: { x: number; y: number; time: number; pressure: number }[]
}

export const relations = ['self', 'parent', 'guardian', 'representative'] as const

/** A signature as it is being given. */
export interface Signing {
  name: string
  relation: (typeof relations)[number]
  method: 'drawn' | 'typed'
  strokes: Stroke[]
}

export const emptySigning: Signing = { name: '', relation: 'self', method: 'drawn', strokes: [] }
export const signatureId = 'signature'

interface SignatureProps {
  label: string
  value: Signing
  onChange: (next: Signing) => void
  errors: Partial<Record<'name' | 'strokes', string>>
}

/** Sign with a finger, or by typing the name: both count, and the second needs no steady hand. */
export function Signature({ label, value, onChange, errors }: SignatureProps) {
  const { t } = useWords('intake')
  const change = (part: Partial<Signing>) => onChange({ ...value, ...part })
  return (
    <section className="subsection" aria-labelledby={`${signatureId}-title`} id={signatureId}>
      <h2 id={`${signatureId}-title`}>{label}</h2>
      <TextField
        id={`${signatureId}-name`}
        label={t('sign.name')}
        required
        autoComplete="name"
        maxLength={150}
        value={value.name}
        onChange={(name) => change({ name })}
        error={errors.name}
      />
      <SelectField
        label={t('sign.relation')}
        chosen
        value={value.relation}
        onChange={(relation) => change({ relation: relation as Signing['relation'] })}
        choices={relations.map((one) => ({ value: one, label: t(`sign.as.${one}`) }))}
      />
      <ChoiceField
        label={t('sign.how')}
        value={[value.method]}
        onChange={([method]) => change({ method: method === 'typed' ? 'typed' : 'drawn' })}
        choices={[
          { value: 'drawn', label: t('sign.draw') },
          { value: 'typed', label: t('sign.type') },
        ]}
      />
      {value.method === 'drawn' ? (
        <Suspense fallback={<div className="pad" />}>
          <DrawingPad
            strokes={value.strokes}
            onChange={(strokes) => change({ strokes })}
            error={errors.strokes}
          />
        </Suspense>
      ) : (
        <p className="typedName" aria-label={t('sign.typedAs', { name: value.name })}>
          {value.name || ' '}
        </p>
      )}
    </section>
  )
}
