import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  CheckField,
  Form,
  notify,
  NumberField,
  Panel,
  required,
  Row,
  SegmentField,
  SelectField,
  Stack,
  SwitchField,
  Text,
  TextArea,
  TextField,
  useFields,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import type { Purpose } from './ConsentsTab.tsx'

type Words = { title: string; body: string; effect: string }
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
]

/** The text of a consent in its languages: written as a draft, published as the next version. */
export function ConsentEditor({ purpose, onDone }: { purpose: Purpose | null; onDone: () => void }) {
  const { t, language } = useWords('intake')
  const [shown, setShown] = useState<string>(language)
  const save = useAct('PUT /consents/{key}')
  const texts = (purpose?.draft ?? purpose?.text?.texts ?? {}) as Record<string, Words>
  const form = useFields({
    initial: {
      key: purpose?.key ?? '',
      en: texts.en ?? { title: '', body: '', effect: '' },
      de: texts.de ?? { title: '', body: '', effect: '' },
      validMonths: purpose?.validMonths ?? null,
      signing: purpose?.signing ?? ('signature' as const),
      mayDecline: purpose?.mayDecline ?? true,
      messagePurpose: purpose?.messagePurpose ?? null,
    },
    check: { key: required(t('staff.keyMissing')) },
  })
  const words = form.values[shown as 'en' | 'de']
  const set = (part: Partial<Words>) => form.set({ [shown]: { ...words, ...part } })
  return (
    <Stack>
      <Form
        form={form}
        submit={t('consents.saveDraft')}
        onCancel={onDone}
        onSubmit={async ({ key, en, de, ...facts }) => {
          const written = Object.fromEntries(
            Object.entries({ en, de }).filter(([, one]) => one.title.trim() && one.body.trim()),
          )
          await save.do({ key, texts: written, ...facts, rowVersion: purpose?.rowVersion ?? 0 })
          notify.done(t('consents.draftSaved'))
        }}
      >
        {!purpose && (
          <TextField label={t('staff.key')} help={t('consents.keyHelp')} required {...form.field('key')} />
        )}
        <SegmentField label={t('packets.languages')} value={shown} onChange={setShown} choices={LANGUAGES} />
        <TextField
          label={t('consents.title')}
          value={words.title}
          onChange={(title: string) => set({ title })}
        />
        <TextArea
          label={t('consents.body')}
          rows={14}
          value={words.body}
          onChange={(body: string) => set({ body })}
        />
        <TextArea
          label={t('consents.effect')}
          rows={3}
          value={words.effect}
          onChange={(effect: string) => set({ effect })}
        />
        <SelectField
          label={t('consents.signing')}
          choices={['signature', 'tick'].map((value) => ({ value, label: t(`consents.by_${value}`) }))}
          {...form.field('signing')}
        />
        <SelectField
          label={t('consents.messagePurpose')}
          help={t('consents.messagePurposeHelp')}
          choices={['none', 'marketing', 'recall', 'review', 'reminder'].map((value) => ({
            value,
            label: t(`consents.purposeOf.${value}`),
          }))}
          value={form.values.messagePurpose ?? 'none'}
          onChange={(value: string | null) =>
            form.set({ messagePurpose: value === 'none' ? null : (value as Purpose['messagePurpose']) })
          }
        />
        <SwitchField label={t('consents.mayDecline')} {...form.field('mayDecline')} />
        <NumberField label={t('consents.validMonths')} min={1} max={240} {...form.field('validMonths')} />
      </Form>
      {purpose?.draft && <Publish purpose={purpose} onDone={onDone} />}
      {purpose && <Versions of={purpose.key} />}
    </Stack>
  )
}

function Publish({ purpose, onDone }: { purpose: Purpose; onDone: () => void }) {
  const { t } = useWords('intake')
  const publish = useAct('POST /consents/{key}/publication')
  const [isMinor, setMinor] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <Panel title={t('consents.publish')}>
      <Stack>
        <Text tone="soft">{t('consents.publishText')}</Text>
        {purpose.text && <CheckField label={t('consents.minor')} value={isMinor} onChange={setMinor} />}
        {isMinor && (
          <TextField label={t('consents.minorReason')} required value={reason} onChange={setReason} />
        )}
        <Row>
          <Button
            kind="main"
            busy={publish.busy}
            disabled={isMinor && !reason.trim()}
            onClick={() =>
              void publish.do({ key: purpose.key, minorReason: isMinor ? reason : null }).then(() => {
                notify.done(t('consents.publishedDone'))
                onDone()
              }, notify.problem)
            }
          >
            {t('consents.publishNow', { version: (purpose.text?.version ?? 0) + 1 })}
          </Button>
        </Row>
      </Stack>
    </Panel>
  )
}

function Versions({ of: key }: { of: string }) {
  const { t } = useWords('intake')
  const read = useApi('GET /consents/{key}/texts', { key })
  return (
    <Panel title={t('consents.versions')}>
      <Await read={read}>
        {({ items }) => (
          <Stack>
            {items.map((one) => (
              <Text key={one.id}>
                {t('consents.versionOf', { version: one.version })} · <When at={one.publishedAt} /> ·{' '}
                {one.publishedBy}{' '}
                <Badge tone={one.asksAgain ? 'info' : 'calm'}>
                  {one.asksAgain
                    ? t('consents.asksAgain')
                    : `${t('consents.minorShort')}: ${one.minorReason}`}
                </Badge>
              </Text>
            ))}
          </Stack>
        )}
      </Await>
    </Panel>
  )
}
