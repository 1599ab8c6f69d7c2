import { useEffect, useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Menu,
  Notice,
  Row,
  SegmentField,
  Text,
  TextArea,
  notify,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import { AttachButton, AttachedFiles } from './Attachments.tsx'
import classes from './conversations.module.css'
import { useAttachments } from './use-attachments.ts'

type ThreadOf = Returns<'GET /conversations/{id}'>
type Way = 'email' | 'sms' | 'portal' | 'note'

interface ReplyBoxProps {
  thread: ThreadOf
  /** The words of an answer that was undone: the box begins with them. */
  draft: string
  onAnswered?: (() => void) | undefined
}

/** Where one answers: the channel, ready-made texts, how a text message is charged. */
export function ReplyBox({ thread, draft, onAnswered }: ReplyBoxProps) {
  const { t } = useWords('messages')
  const can = useCan()
  const [text, setText] = useState(draft)
  const [way, setWay] = useState<Way>(() => firstWay(thread))
  const reply = useAct('POST /conversations/{id}/replies')
  const note = useAct('POST /conversations/{id}/notes')
  const attachments = useAttachments(thread.id)
  if (!can('messages.send')) return null
  const carriesFiles = way === 'email' || way === 'portal'
  const noFiles = attachments.files.length > 0 && !carriesFiles ? t(`attach.not.${way}`) : null
  const closed = way === 'note' ? noFiles : (closedText(thread, way, t('inbox.noAddress')) ?? noFiles)
  const send = async () => {
    onAnswered?.()
    if (way === 'note') await note.do({ id: thread.id, text })
    else await reply.do({ id: thread.id, channel: way, text, fileIds: attachments.ids })
    setText('')
    attachments.clear()
    notify.done(t(way === 'note' ? 'inbox.noted' : 'inbox.onItsWay'))
  }
  return (
    <div
      className={classes.reply}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        attachments.add(event.dataTransfer.files)
      }}
      onPaste={(event) => attachments.add(event.clipboardData.files)}
    >
      <Row justify="between">
        <SegmentField
          label={t('inbox.way')}
          hideLabel
          value={way}
          onChange={(next: string) => setWay(next as Way)}
          choices={(['email', 'sms', 'portal', 'note'] as const).map((value) => ({
            value,
            label: value === 'note' ? t('inbox.kindOf.note') : t(`channelOf.${value}`),
          }))}
        />
        <ReadyTexts
          clientId={thread.clientId}
          onChoose={(words) => setText((now) => (now ? `${now}\n${words}` : words))}
        />
      </Row>
      {closed && <Notice tone="warn">{closed}</Notice>}
      <TextArea
        label={way === 'note' ? t('inbox.noteText') : t('inbox.answer')}
        hideLabel
        rows={3}
        maxLength={5000}
        value={text}
        onChange={(next: string) => setText(next)}
        placeholder={way === 'note' ? t('inbox.noteText') : t('inbox.answerTo', { name: thread.clientName })}
      />
      <AttachedFiles files={attachments.files} onRemove={attachments.remove} />
      <Row justify="between">
        {carriesFiles && <AttachButton count={attachments.files.length} onFiles={attachments.add} />}
        <span>{way === 'sms' && text !== '' && <Segments text={text} />}</span>
        <Button
          kind="main"
          icon={way === 'note' ? 'note' : 'send'}
          onClick={() => void send().catch(() => {})}
          busy={reply.busy || note.busy}
          disabled={text.trim() === '' || closed !== null || attachments.isBusy}
        >
          {t(way === 'note' ? 'inbox.keepNote' : 'send')}
        </Button>
      </Row>
      <Notice of={reply.error ?? note.error} />
    </div>
  )
}

/** The channel the client wrote on last, if it is open. */
function firstWay({ lastChannel, routes }: ThreadOf): Way {
  const open = routes
    .filter(({ closed, channel }) => !closed && channel !== 'call')
    .map(({ channel }) => channel)
  return (open.includes(lastChannel) ? lastChannel : (open[0] ?? 'note')) as Way
}

function closedText({ routes }: ThreadOf, way: Way, missing: string): string | null {
  const route = routes.find(({ channel }) => channel === way)
  return route ? route.closed : missing
}

function Segments({ text }: { text: string }) {
  const { t } = useWords('messages')
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300)
    return () => clearTimeout(timer)
  }, [text])
  const measure = useAct('POST /text-messages/measure', { refresh: [] })
  const [seen, setSeen] = useState<Returns<'POST /text-messages/measure'> | null>(null)
  const act = measure.do
  useEffect(() => {
    let current = true
    void act({ text: settled }).then(
      (answer) => current && setSeen(answer),
      () => {},
    )
    return () => {
      current = false
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [settled])
  if (!seen) return null
  return (
    <Badge tone={seen.segments > 1 ? 'warn' : 'calm'}>
      {t('inbox.segments', { count: seen.segments })} · {seen.encoding}
    </Badge>
  )
}

function ReadyTexts({ clientId, onChoose }: { clientId: string; onChoose: (text: string) => void }) {
  const { t } = useWords('messages')
  const list = useApi('GET /message-snippets', { clientId }, { live: ['message_snippet'] })
  const items = list.data?.items ?? []
  if (items.length === 0)
    return (
      <Text as="span" size="small" tone="soft">
        {t('inbox.noReadyTexts')}
      </Text>
    )
  return (
    <Menu
      label={t('inbox.readyTexts')}
      entries={items.map((one) => ({ label: one.name, onClick: () => onChoose(one.text ?? one.body) }))}
    />
  )
}
