import type { Fields } from '../../../ui/kit/index.ts'
import {
  Columns,
  NumberField,
  Panel,
  RadioField,
  Stack,
  TextArea,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { ServiceFields } from './service-fields.ts'
import { PALETTE, Swatch } from './Swatch.tsx'

type Form = Fields<ServiceFields>

/** What it is called, and whether it is for one person or a group. */
export function WhatPanel({ form }: { form: Form }) {
  const { t } = useWords('scheduling')
  const isGroup = form.values.seats === 'group'
  return (
    <Panel title={t('serviceForm.what')}>
      <Stack>
        <Columns of={2}>
          <TextField label={t('name')} required maxLength={120} {...form.field('name')} />
          <TextField label={t('nameDe')} maxLength={120} {...form.field('nameDe')} />
          <TextField label={t('category')} maxLength={80} {...form.field('category')} />
          <ColorField value={form.values.color} onChange={(color) => form.set({ color })} />
        </Columns>
        <TextArea
          label={t('description')}
          help={t('descriptionHelp')}
          rows={2}
          maxLength={4000}
          {...form.field('description')}
        />
        <RadioField
          label={t('serviceForm.forWhom')}
          choices={['one', 'group'].map((value) => ({
            value,
            label: t(`serviceForm.seats.${value}`),
            help: t(`serviceForm.seatsHelp.${value}`),
          }))}
          {...form.field('seats')}
        />
        {isGroup && (
          <Columns of={2}>
            <NumberField
              label={t('serviceForm.capacity')}
              help={t('serviceForm.capacityHelp')}
              min={2}
              max={500}
              {...form.field('capacity')}
            />
            <RadioField
              label={t('serviceForm.joining')}
              choices={['open', 'scheduled'].map((value) => ({
                value,
                label: t(`serviceForm.join.${value}`),
                help: t(`serviceForm.joinHelp.${value}`),
              }))}
              {...form.field('scheduledOnly')}
            />
          </Columns>
        )}
      </Stack>
    </Panel>
  )
}

function ColorField({ value, onChange }: { value: string; onChange: (color: string) => void }) {
  const { t } = useWords('scheduling')
  return (
    <div role="radiogroup" aria-label={t('color')}>
      <span className={classes.fieldLabel}>{t('color')}</span>
      <div className={classes.palette}>
        {PALETTE.map((color) => (
          <button
            key={color}
            type="button"
            role="radio"
            aria-checked={color === value}
            aria-label={t(`colors.${color}`)}
            title={t(`colors.${color}`)}
            className={classes.color}
            onClick={() => onChange(color)}
          >
            <Swatch color={color} />
          </button>
        ))}
      </div>
    </div>
  )
}
