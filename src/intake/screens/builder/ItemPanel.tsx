import {
  Badge,
  Columns,
  NumberField,
  Notice,
  Panel,
  SelectField,
  Stack,
  SwitchField,
  Tabs,
  TextArea,
  TextField,
  useWords,
} from '../../../ui/kit/index.ts'
import { AlertEditor, canAlarm } from './AlertEditor.tsx'
import { isAlarming } from './alert-rule.ts'
import { BandsEditor, CalculationEditor } from './CalculationEditor.tsx'
import { ConditionsEditor } from './ConditionsEditor.tsx'
import { helpOf, URL, valueOf, withExtension, withHelp } from './extensions.ts'
import { changeItem, patched, type Item } from './form-tree.ts'
import { LimitsEditor } from './LimitsEditor.tsx'
import { OptionsEditor } from './OptionsEditor.tsx'
import { kindOf } from './question-kinds.ts'
import type { Builder } from './use-builder.ts'

export interface EditorProps {
  builder: Builder
  item: Item
  onChange: (item: Item) => void
}

const CHART = 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.'
const CHART_FIELDS = [
  'name.given',
  'name.family',
  'name.preferred',
  'pronouns',
  'birthDate',
  'gender',
  'language',
  'address',
  'telecom:phone',
  'telecom:email',
  'contact',
  'allergies',
  'medication',
  'policy:payer',
  'policy:member',
  'policy:group',
]
/** A yes or no about messages. */
const MESSAGE_FIELDS = ['messages:reminder', 'messages:recall', 'messages:review', 'messages:marketing']

/** Everything about one question, with what is wrong in it at its head. */
export function ItemPanel({ builder, item }: { builder: Builder; item: Item }) {
  const { t } = useWords('intake')
  const faults = builder.faults.filter(({ field }) => field.split(': ')[0] === item.linkId)
  const onChange = (next: Item) => builder.change(changeItem(builder.form, item.linkId, () => next))
  const props = { builder, item, onChange }
  const kind = kindOf(item)
  const isChoice = item.type === 'choice' || item.type === 'open-choice'
  const canCalculate = ['integer', 'decimal', 'quantity', 'string', 'boolean', 'date'].includes(item.type)
  return (
    <Panel title={t(`builder.kind.${kind}`)} actions={<Badge>{item.linkId}</Badge>}>
      <Stack>
        {faults.map((fault) => (
          <Notice key={fault.message} tone={fault.severity === 'error' ? 'bad' : 'warn'}>
            {fault.message}
          </Notice>
        ))}
        <Tabs
          tabs={[
            { key: 'question', label: t('builder.tab.question'), content: <Question {...props} /> },
            isChoice && {
              key: 'options',
              label: t('builder.tab.options'),
              count: item.answerOption?.length ?? 0,
              content: <OptionsEditor {...props} />,
            },
            {
              key: 'when',
              label: t('builder.tab.when'),
              count: item.enableWhen?.length ?? 0,
              content: <ConditionsEditor {...props} />,
            },
            canCalculate && {
              key: 'calculation',
              label: t('builder.tab.calculation'),
              content: (
                <Stack>
                  <CalculationEditor {...props} />
                  <BandsEditor {...props} />
                </Stack>
              ),
            },
            canAlarm(item.type) && {
              key: 'alert',
              label: t('builder.tab.alert'),
              ...(isAlarming(item) ? { count: 1 } : {}),
              content: <AlertEditor {...props} />,
            },
            item.type !== 'group' &&
              item.type !== 'display' && {
                key: 'limits',
                label: t('builder.tab.limits'),
                content: <LimitsEditor {...props} />,
              },
          ]}
        />
      </Stack>
    </Panel>
  )
}

function Question({ item, onChange }: EditorProps) {
  const { t } = useWords('intake')
  const isAsked = item.type !== 'group' && item.type !== 'display'
  const field = item.definition?.startsWith(CHART) ? item.definition.slice(CHART.length) : null
  const most = valueOf(item, URL.maxOccurs)
  return (
    <Stack>
      <TextArea
        label={t(
          item.type === 'display'
            ? 'builder.textToRead'
            : item.type === 'group'
              ? 'builder.heading'
              : 'builder.questionWords',
        )}
        rows={item.type === 'display' ? 6 : 2}
        value={item.text ?? ''}
        onChange={(text: string) => onChange({ ...item, text })}
      />
      {isAsked && (
        <TextField
          label={t('builder.help')}
          help={t('builder.helpHelp')}
          value={helpOf(item)?.text ?? ''}
          onChange={(text: string) => onChange(withHelp(item, text))}
        />
      )}
      <Columns>
        {item.type !== 'display' && (
          <SwitchField
            label={t('builder.required')}
            value={item.required ?? false}
            onChange={(on: boolean) =>
              onChange(patched(item, { required: on || undefined } as Partial<Item>))
            }
          />
        )}
        {isAsked && (
          <SwitchField
            label={t('builder.hidden')}
            help={t('builder.hiddenHelp')}
            value={valueOf(item, URL.hidden) === true}
            onChange={(on: boolean) =>
              onChange(withExtension(item, URL.hidden, on ? { valueBoolean: true } : null))
            }
          />
        )}
        {item.type !== 'display' && item.type !== 'boolean' && (
          <SwitchField
            label={t(item.type === 'group' ? 'builder.isTable' : 'builder.repeats')}
            value={item.repeats ?? false}
            onChange={(on: boolean) => onChange(patched(item, { repeats: on || undefined } as Partial<Item>))}
          />
        )}
        {item.repeats && (
          <NumberField
            label={t('builder.mostAnswers')}
            min={1}
            value={typeof most === 'number' ? most : null}
            onChange={(count: number | null) =>
              onChange(withExtension(item, URL.maxOccurs, count ? { valueInteger: count } : null))
            }
          />
        )}
      </Columns>
      {isAsked && (
        <SelectField
          label={t('builder.chart')}
          help={t(item.type === 'boolean' ? 'builder.messagesHelp' : 'builder.chartHelp')}
          value={field}
          choices={(item.type === 'boolean' ? MESSAGE_FIELDS : CHART_FIELDS).map((value) => ({
            value,
            label: t(`chart.fields.${value.split(/[.:]/).at(-1)}`),
          }))}
          onChange={(value: string | null) =>
            onChange(patched(item, { definition: value ? CHART + value : undefined } as Partial<Item>))
          }
        />
      )}
    </Stack>
  )
}
