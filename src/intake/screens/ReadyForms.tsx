import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  notify,
  Row,
  Stack,
  Text,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'

type Ready = Returns<'GET /ready-forms'>['items'][number]

/** The forms that come with the professions: new ones are taken over at once, others as a draft to compare. */
export function ReadyForms({ onDone }: { onDone: () => void }) {
  const { t } = useWords('intake')
  const go = useGo()
  const read = useApi('GET /ready-forms', {}, { live: ['form'] })
  const add = useAct('POST /ready-forms/{key}')
  async function take({ key, pack, title }: Ready) {
    const { as } = await add.do({ key, pack })
    if (as === 'published') return notify.done(t('ready.added', { title }))
    onDone()
    go(`/form-builder/${key}`)
  }
  return (
    <Stack>
      <Text tone="soft">{t('ready.about')}</Text>
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('ready.title')}
            rows={items.map((one) => ({ ...one, id: `${one.pack} ${one.key}` }))}
            columns={[
              { key: 'title', title: t('staff.form'), render: (one) => one.title },
              {
                key: 'pack',
                title: t('ready.pack'),
                render: (one) => (one.isOwnPack ? t('ready.own') : t(`ready.packs.${one.pack}`)),
                wideOnly: true,
              },
              {
                key: 'questions',
                title: t('staff.questions'),
                render: (one) => one.questions,
                align: 'right',
                wideOnly: true,
              },
              { key: 'state', title: t('staff.stateTitle'), render: (one) => <State of={one} /> },
              {
                key: 'act',
                title: '',
                align: 'right',
                render: (one) =>
                  one.state !== 'same' && (
                    <Button small busy={add.busy} onClick={() => void take(one).catch(notify.problem)}>
                      {t(one.state === 'new' ? 'ready.add' : 'ready.compare')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Await>
    </Stack>
  )
}

function State({ of: { state, newQuestions } }: { of: Ready }) {
  const { t } = useWords('intake')
  if (state === 'new') return <Badge tone="info">{t('ready.state.new')}</Badge>
  if (state === 'same') return <Badge tone="good">{t('ready.state.same')}</Badge>
  return (
    <Row gap="tight">
      <Badge tone="warn">{t('ready.state.differs')}</Badge>
      {newQuestions.length > 0 && (
        <Text size="small" tone="soft">
          {t('ready.adds', { questions: newQuestions.slice(0, 3).join(' · '), count: newQuestions.length })}
        </Text>
      )}
    </Row>
  )
}
