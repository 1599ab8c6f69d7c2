import { useState } from 'react'
import {
  CheckField,
  Columns,
  IconButton,
  NumberField,
  Row,
  SegmentField,
  Text,
  TextArea,
  TextField,
  TimeField,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Campaign } from './CampaignsScreen.tsx'
import classes from './campaigns.module.css'

export type Step = Campaign['steps'][number]
type Language = keyof Step['texts']
const EMPTY = { headline: '', text: '', shortText: '' }

interface StepFieldsProps {
  index: number
  step: Step
  isSequence: boolean
  onChange: (step: Step) => void
  onRemove?: () => void
}

/** One message of a campaign: when it goes, and its words in each language. */
export function StepFields({ index, step, isSequence, onChange, onRemove }: StepFieldsProps) {
  const { t } = useWords('outreach')
  const me = useMe()
  const [language, setLanguage] = useState<Language>(me.practice.locale === 'de' ? 'de' : 'en')
  const words = step.texts[language]
  const change = (part: Partial<typeof EMPTY>) => {
    const next = { ...EMPTY, ...words, ...part }
    const { [language]: _, ...others } = step.texts
    const isEmpty = Object.values(next).every((text) => text === '')
    // A language without any word is left out: its readers get the practice's own.
    onChange({ ...step, texts: isEmpty ? others : { ...others, [language]: next } })
  }
  return (
    <section className={classes.step} aria-label={t('campaigns.step', { nth: index + 1 })}>
      <Row justify="between">
        <Text tone="strong">{t('campaigns.step', { nth: index + 1 })}</Text>
        <Row>
          <SegmentField
            label={t('campaigns.languageWord')}
            value={language}
            onChange={(value: string) => setLanguage(value as Language)}
            choices={(['en', 'de'] as const).map((value) => ({
              value,
              label:
                t(value === 'en' ? 'campaigns.english' : 'campaigns.german') +
                (step.texts[value] ? '' : ' –'),
            }))}
          />
          {onRemove && (
            <IconButton
              icon="remove"
              label={t('campaigns.removeStep', { nth: index + 1 })}
              onClick={onRemove}
            />
          )}
        </Row>
      </Row>
      {isSequence && (
        <Columns of={3}>
          <NumberField
            label={t('campaigns.afterDays')}
            min={0}
            max={365}
            value={step.afterDays}
            onChange={(afterDays: number | null) => onChange({ ...step, afterDays: afterDays ?? 0 })}
          />
          <TimeField
            label={t('campaigns.atTime')}
            value={step.atTime}
            onChange={(atTime: string) => onChange({ ...step, atTime })}
          />
        </Columns>
      )}
      <TextField
        label={t('campaigns.headline')}
        maxLength={120}
        value={words?.headline ?? ''}
        onChange={(headline: string) => change({ headline })}
      />
      <TextArea
        label={t('campaigns.text')}
        rows={6}
        maxLength={5000}
        value={words?.text ?? ''}
        onChange={(text: string) => change({ text })}
      />
      <TextField
        label={t('campaigns.shortText')}
        help={t('campaigns.shortTextHelp')}
        maxLength={300}
        value={words?.shortText ?? ''}
        onChange={(shortText: string) => change({ shortText })}
      />
      <CheckField
        label={t('campaigns.withLink')}
        value={step.withLink}
        onChange={(withLink: boolean) => onChange({ ...step, withLink })}
      />
    </section>
  )
}
