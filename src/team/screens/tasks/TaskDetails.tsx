import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  CheckField,
  Facts,
  Heading,
  Notice,
  Row,
  SelectField,
  Stack,
  Text,
  TextArea,
  TextLink,
  When,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import { DueDay, Priority, Who } from './TaskTable.tsx'

type OpenTask = Returns<'GET /tasks/{id}'>

/** One task: what it is about, its checklist, what was said, and who has it. */
export function TaskDetails({ id }: { id: string }) {
  const read = useApi('GET /tasks/{id}', { id }, { live: ['task'] })
  return <Await read={read}>{(task) => <Details task={task} />}</Await>
}

function Details({ task }: { task: OpenTask }) {
  const { t } = useWords('team')
  const can = useCan()
  const finish = useAct('POST /tasks/{id}/done')
  const reopen = useAct('POST /tasks/{id}/reopening')
  const act = task.doneAt ? reopen : finish
  return (
    <Stack>
      <Heading>{task.title}</Heading>
      {task.notes && <p className={classes.notes}>{task.notes}</p>}
      <Facts
        of={[
          [t('task.who'), <Who key="who" task={task} />],
          [t('task.due'), <DueDay key="due" task={task} />],
          ...(task.priority === 'normal'
            ? []
            : [
                [t('task.priority'), <Priority key="priority" of={task.priority} />] as [
                  string,
                  React.ReactNode,
                ],
              ]),
          ...(task.clientId
            ? [
                [
                  t('task.about2'),
                  <TextLink key="client" to={`/clients/${task.clientId}`}>
                    {task.clientName}
                  </TextLink>,
                ] as [string, React.ReactNode],
              ]
            : []),
          ...(task.subjectType === 'form_request' && can('forms.see_answers')
            ? [
                [
                  t('task.form'),
                  <TextLink key="form" to={`/form-requests/${task.subjectId}`}>
                    {t('task.readAnswers')}
                  </TextLink>,
                ] as [string, React.ReactNode],
              ]
            : []),
          ...(task.appointmentStartsAt
            ? [
                [t('task.visit'), <When key="visit" at={task.appointmentStartsAt} />] as [
                  string,
                  React.ReactNode,
                ],
              ]
            : []),
          [
            t('task.from'),
            task.ruleId ? (
              <TextLink key="rule" to={`/automations/${task.ruleId}`}>
                {t('task.byRule', { rule: task.ruleName })}
              </TextLink>
            ) : (
              task.createdBy
            ),
          ],
          [t('task.made2'), <When key="made" at={task.createdAt} />],
          ...(task.doneAt ? [[t('task.doneBy'), `${task.doneBy}`] as [string, React.ReactNode]] : []),
        ]}
      />
      {task.checklist.length > 0 && <Checklist task={task} />}
      {can('tasks.edit') && (
        <Row>
          <Button
            kind={task.doneAt ? 'normal' : 'main'}
            icon={task.doneAt ? 'refresh' : 'done'}
            busy={act.busy}
            onClick={() => void act.do({ id: task.id }).catch(() => {})}
          >
            {t(task.doneAt ? 'task.reopen' : 'task.finish')}
          </Button>
          {!task.doneAt && <HandOver task={task} />}
        </Row>
      )}
      <Notice of={act.error} />
      <Comments task={task} />
    </Stack>
  )
}

function Checklist({ task }: { task: OpenTask }) {
  const { t } = useWords('team')
  const edit = useAct('PATCH /tasks/{id}')
  const tick = (at: number, done: boolean) =>
    edit.do({
      id: task.id,
      rowVersion: task.rowVersion,
      checklist: task.checklist.map((each, index) =>
        index === at ? { ...each, doneAt: done ? 'now' : null } : each,
      ),
    })
  return (
    <fieldset className={classes.checklist} disabled={edit.busy}>
      <legend>{t('task.checklist')}</legend>
      {task.checklist.map((each, index) => (
        <CheckField
          key={`${index} ${each.text}`}
          label={each.text}
          help={each.doneBy ?? undefined}
          value={each.doneAt !== null}
          onChange={(done: boolean) => void tick(index, done).catch(() => {})}
        />
      ))}
      <Notice of={edit.error} />
    </fieldset>
  )
}

function HandOver({ task }: { task: OpenTask }) {
  const { t } = useWords('team')
  const staff = useApi('GET /staff', {})
  const edit = useAct('PATCH /tasks/{id}')
  return (
    <>
      <SelectField
        label={t('task.handOver')}
        hideLabel
        clearable
        placeholder={t('task.handOver')}
        value={task.ownerId}
        choices={(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(ownerId: string | null) =>
          void edit
            .do({
              id: task.id,
              rowVersion: task.rowVersion,
              ownerId,
              ...(task.queue ? {} : { queue: 'front_desk' as const }),
            })
            .catch(() => {})
        }
      />
      <Notice of={edit.error} />
    </>
  )
}

function Comments({ task }: { task: OpenTask }) {
  const { t } = useWords('team')
  const can = useCan()
  const [text, setText] = useState('')
  const say = useAct('POST /tasks/{id}/comments')
  return (
    <section aria-label={t('task.said')}>
      <Stack gap="tight">
        {task.said.map((each) => (
          <div key={each.id} className={classes.comment}>
            <Text size="small" tone="soft">
              {each.by} · <When at={each.at} />
            </Text>
            <p>{each.text}</p>
          </div>
        ))}
        {can('tasks.edit') && (
          <>
            <TextArea
              label={t('task.say')}
              rows={2}
              maxLength={2000}
              value={text}
              onChange={(value: string) => setText(value)}
            />
            <Row>
              <Button
                icon="message"
                busy={say.busy}
                disabled={text.trim() === ''}
                onClick={() =>
                  void say.do({ id: task.id, text }).then(
                    () => setText(''),
                    () => {},
                  )
                }
              >
                {t('task.sayIt')}
              </Button>
            </Row>
            <Notice of={say.error} />
          </>
        )}
      </Stack>
    </section>
  )
}
