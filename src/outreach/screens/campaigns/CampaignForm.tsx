import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  Form,
  Heading,
  NumberField,
  Panel,
  SegmentField,
  SelectField,
  Stack,
  Text,
  TextField,
  notify,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Campaign } from './CampaignsScreen.tsx'
import type { Condition } from './fresh-conditions.ts'
import { Segment } from './Segment.tsx'
import { StepFields, type Step } from './StepFields.tsx'
import { TriggerFields, type StartsWith } from './TriggerFields.tsx'

/** What begins it, who it is for, and its words. */
export function CampaignForm({ campaign }: { campaign: Campaign }) {
  const { t } = useWords('outreach')
  const save = useAct('PUT /campaigns/{id}')
  const [startsWith, setStartsWith] = useState<StartsWith>(campaign.startsWith)
  const [segment, setSegment] = useState<Condition[]>(campaign.segment)
  const [steps, setSteps] = useState<Step[]>(campaign.steps)
  const form = useFields({
    initial: {
      name: campaign.name,
      purpose: campaign.purpose as string | null,
      goal: campaign.goal as string,
      again: campaign.again as string | null,
      perMinute: campaign.perMinute as number | null,
    },
    check: { name: required(t('campaigns.nameMissing')) },
  })
  const isSequence = campaign.kind === 'sequence'
  const change = (index: number, step: Step) => setSteps(steps.map((one, at) => (at === index ? step : one)))
  async function submit(values: typeof form.values): Promise<void> {
    await save.do({
      id: campaign.id,
      rowVersion: campaign.rowVersion,
      kind: campaign.kind,
      name: values.name,
      purpose: values.purpose as Campaign['purpose'],
      goal: values.goal as Campaign['goal'],
      again: values.again as Campaign['again'],
      perMinute: values.perMinute ?? 30,
      startsWith,
      segment,
      steps,
    })
    notify.done(t(campaign.state === 'active' ? 'campaigns.savedAndPlanned' : 'campaigns.saved'))
  }
  return (
    <Form form={form} onSubmit={submit} submit={t('campaigns.save')}>
      <Columns of={2}>
        <Panel title={t('campaigns.whenAndWhy')}>
          <Stack>
            <TextField label={t('campaigns.name')} required maxLength={100} {...form.field('name')} />
            {isSequence && <TriggerFields value={startsWith} onChange={setStartsWith} />}
            <SelectField
              label={t('campaigns.purposeWord')}
              help={t(`campaigns.purposeHelp.${form.values.purpose ?? 'care'}`)}
              {...form.field('purpose')}
              choices={(['care', 'review', 'marketing'] as const).map((value) => ({
                value,
                label: t(`campaigns.purpose.${value}`),
              }))}
            />
            {isSequence ? (
              <>
                <SelectField
                  label={t('campaigns.againWord')}
                  {...form.field('again')}
                  choices={(['once', 'yearly', 'each_visit'] as const).map((value) => ({
                    value,
                    label: t(`campaigns.again.${value}`),
                  }))}
                />
                <div>
                  <Text size="small">{t('campaigns.goalWord')}</Text>
                  <SegmentField
                    label={t('campaigns.goalWord')}
                    {...form.field('goal')}
                    choices={(['none', 'booked'] as const).map((value) => ({
                      value,
                      label: t(`campaigns.goal.${value}`),
                    }))}
                  />
                </div>
              </>
            ) : (
              <NumberField
                label={t('campaigns.perMinute')}
                help={t('campaigns.perMinuteHelp')}
                min={1}
                max={600}
                {...form.field('perMinute')}
              />
            )}
          </Stack>
        </Panel>
        <Panel title={t('campaigns.forWhom')}>
          <Segment
            value={segment}
            onChange={setSegment}
            isSequence={isSequence}
            purpose={(form.values.purpose ?? 'care') as Campaign['purpose']}
          />
        </Panel>
      </Columns>
      <Heading>{t('campaigns.wordsTitle')}</Heading>
      <Text tone="soft" size="small">
        {t('campaigns.mergeHelp')}
      </Text>
      {steps.map((step, index) => (
        <StepFields
          // Steps have no identity of their own; their order is what they are.
          key={index}
          index={index}
          step={step}
          isSequence={isSequence}
          onChange={(next) => change(index, next)}
          {...(steps.length > 1 ? { onRemove: () => setSteps(steps.filter((_, at) => at !== index)) } : {})}
        />
      ))}
      {isSequence && steps.length < 10 && (
        <div>
          <Button icon="add" onClick={() => setSteps([...steps, nextStep(steps)])}>
            {t('campaigns.addStep')}
          </Button>
        </div>
      )}
    </Form>
  )
}

function nextStep(steps: Step[]): Step {
  const last = steps.at(-1)!
  return { ...last, afterDays: Math.min(365, last.afterDays + 14) }
}
