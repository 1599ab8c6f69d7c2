import { useEffect, useState } from 'react'
import { useAct, useApi, type Returns, type Takes } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  Code,
  Form,
  Notice,
  Panel,
  SelectField,
  Split,
  Stack,
  Text,
  TextArea,
  TextField,
  notify,
  required,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'
import classes from './messages.module.css'

/** While one types, the letter waits for the end of the word. */
const shownAfterMs = 500

type Template = Returns<'GET /message-templates'>['items'][number]

/** The practice's own wording of every message, in every language, with a preview. */
export default function WordingTab() {
  const { t, language } = useWords('messages')
  const list = useApi('GET /message-templates', {})
  const [chosen, setChosen] = useState(`confirmation ${language}`)
  return (
    <Await read={list}>
      {({ items }) => {
        const template = items.find((one) => `${one.key} ${one.locale}` === chosen) ?? items[0]!
        return (
          <Stack>
            <SelectField
              label={t('message')}
              value={chosen}
              onChange={(next: string | null) => setChosen(next ?? chosen)}
              choices={items.map((one) => ({
                value: `${one.key} ${one.locale}`,
                label: `${t(`rule.${one.key}`)} · ${one.locale === 'de' ? 'Deutsch' : 'English'}${one.isOwn ? ' ✎' : ''}`,
              }))}
            />
            <Editor key={`${chosen} ${template.rowVersion}`} template={template} />
          </Stack>
        )
      }}
    </Await>
  )
}

function Editor({ template }: { template: Template }) {
  const { t } = useWords('messages')
  const save = useAct('PUT /message-templates/{key}/{locale}')
  const reset = useAct('DELETE /message-templates/{key}/{locale}')
  const preview = useAct('POST /message-templates/{key}/{locale}/preview', { refresh: [] })
  const [shown, setShown] = useState<Returns<'POST /message-templates/{key}/{locale}/preview'> | null>(null)
  const { locale, rowVersion } = template
  const key = template.key as Takes<'PUT /message-templates/{key}/{locale}'>['key']
  const form = useFields({
    initial: { subject: template.subject, title: template.title, body: template.body, sms: template.sms },
    check: {
      subject: required(t('textMissing')),
      title: required(t('textMissing')),
      body: required(t('textMissing')),
    },
  })
  const text = JSON.stringify(form.values)
  const show = preview.do
  useEffect(() => {
    const timer = setTimeout(
      () => void show({ key, locale, ...(JSON.parse(text) as typeof form.values) }).then(setShown, () => {}),
      shownAfterMs,
    )
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text])
  const side = (
    <Panel title={t('preview')}>
      {shown ? (
        <article className={classes.letter} aria-busy={preview.busy}>
          <Text size="small" tone="soft">
            {shown.subject}
          </Text>
          <h3>{shown.title}</h3>
          {shown.paragraphs.map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
          ))}
          <Text size="small" tone="soft">
            {t('smsText')} · {t('smsParts', { count: shown.segments })} · {shown.encoding}
          </Text>
          <p>{shown.sms}</p>
        </article>
      ) : (
        <Text tone="soft">{t('previewText')}</Text>
      )}
    </Panel>
  )
  return (
    <Split side={side}>
      <Panel
        title={t(`rule.${key}`)}
        actions={template.isOwn ? <Badge tone="accent">{t('own')}</Badge> : <Badge>{t('builtIn')}</Badge>}
      >
        <Form
          form={form}
          submit={t('saveWording')}
          onSubmit={async (values) => {
            await save.do({ key, locale, ...values, rowVersion })
            notify.done(t('wordingSaved'))
          }}
          extra={
            template.isOwn && (
              <Button
                kind="quiet"
                icon="undo"
                onClick={() =>
                  void reset.do({ key, locale }).then(() => notify.done(t('wordingReset')), notify.problem)
                }
              >
                {t('reset')}
              </Button>
            )
          }
        >
          <TextField label={t('subject')} help={t('subjectHelp')} {...form.field('subject')} />
          <TextField label={t('heading')} {...form.field('title')} />
          <TextArea label={t('text')} rows={10} {...form.field('body')} />
          <TextArea label={t('sms')} help={t('smsHelp')} rows={3} maxLength={1000} {...form.field('sms')} />
          <Text size="small" tone="soft">
            {t('fields')}{' '}
            {template.fields.map((field) => (
              <Code key={field}>{`{{ ${field} }} `}</Code>
            ))}
          </Text>
        </Form>
        <Notice of={preview.error} />
      </Panel>
    </Split>
  )
}
