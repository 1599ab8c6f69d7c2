import { useState } from 'react'
import { ProblemError, useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Notice,
  Page,
  Panel,
  Split,
  Tabs,
  TextField,
  confirm,
  notify,
  useCan,
  useFormat,
  useGo,
  usePathParams,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../team.module.css'
import type { Automation, Catalogue, Definition } from './model.ts'
import { EMPTY, toSave } from './model.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { RunLog } from './RunLog.tsx'
import { sentenceOf } from './sentence.ts'
import { StatePill, Switch } from './Switch.tsx'
import { TrialPanel } from './TrialPanel.tsx'

/** One automation: its rule in plain sentences, tried on the past beside it, and its log. */
export default function AutomationScreen() {
  const { id = '' } = usePathParams()
  return id === 'new' ? <WithCatalogue automation={null} /> : <Saved id={id} />
}

function Saved({ id }: { id: string }) {
  const read = useApi('GET /automations/{id}', { id }, { live: ['automation'] })
  return (
    <Await read={read}>{(automation) => <WithCatalogue key={automation.id} automation={automation} />}</Await>
  )
}

function WithCatalogue({ automation }: { automation: Automation | null }) {
  const read = useApi('GET /automation-catalogue', {})
  return <Await read={read}>{(catalogue) => <Editor automation={automation} catalogue={catalogue} />}</Await>
}

function Editor({ automation, catalogue }: { automation: Automation | null; catalogue: Catalogue }) {
  const { t } = useWords('team')
  const can = useCan()
  const [url, setUrl] = useUrlState({ tab: 'rule' })
  const [rule, setRule] = useState<Definition>(automation?.definition ?? EMPTY)
  const [name, setName] = useState(automation?.name ?? '')
  const save = useSave({ automation, name, rule })
  const isChanged =
    name !== (automation?.name ?? '') ||
    JSON.stringify(rule) !== JSON.stringify(automation?.definition ?? EMPTY)
  const acts = can('automations.manage') && (
    <>
      {automation && !isChanged && <Switch automation={automation} />}
      {(isChanged || !automation) && (
        <Button kind="main" icon="check" busy={save.busy} disabled={!name.trim()} onClick={save.run}>
          {t(automation ? 'auto.save' : 'auto.saveNew')}
        </Button>
      )}
    </>
  )
  const editor = (
    <Split
      side={
        <>
          <InWords rule={rule} catalogue={catalogue} />
          {can('automations.manage') && <TrialPanel rule={rule} />}
          {automation && can('automations.manage') && <Remove automation={automation} />}
        </>
      }
    >
      <Notice of={save.refused} />
      {automation?.problem && !isChanged && (
        <Notice tone="bad" title={t('auto.problem')}>
          {automation.problem}
        </Notice>
      )}
      <Panel>
        <TextField
          label={t('auto.name')}
          required
          maxLength={120}
          value={name}
          onChange={(next: string) => setName(next)}
        />
      </Panel>
      <RuleEditor rule={rule} catalogue={catalogue} wrong={save.wrong} onChange={setRule} />
    </Split>
  )
  return (
    <Page
      title={automation ? automation.name : t('auto.newTitle')}
      crumbs={[{ label: t('auto.title'), to: '/automations' }]}
      about={automation && <StatePill state={automation.state} />}
      actions={acts}
    >
      {automation ? (
        <Tabs
          open={url.tab}
          onOpen={(tab) => setUrl({ tab })}
          tabs={[
            { key: 'rule', label: t('auto.rule'), content: url.tab === 'rule' ? editor : null },
            {
              key: 'log',
              label: t('run.title'),
              content: url.tab === 'log' ? <RunLog id={automation.id} /> : null,
            },
          ]}
        />
      ) : (
        editor
      )}
    </Page>
  )
}

interface SaveParts {
  automation: Automation | null
  name: string
  rule: Definition
}

/** Saves the rule; refusals are shown at the line that they are about. */
function useSave({ automation, name, rule }: SaveParts) {
  const { t } = useWords('team')
  const go = useGo()
  const create = useAct('POST /automations')
  const save = useAct('PUT /automations/{id}')
  const [refused, setRefused] = useState<unknown>(null)
  const run = async () => {
    setRefused(null)
    try {
      if (automation)
        await save.do({
          id: automation.id,
          rowVersion: automation.rowVersion,
          name,
          definition: toSave(rule),
        })
      else go(`/automations/${(await create.do({ name, definition: toSave(rule), on: false })).id}`)
      notify.done(t(automation ? 'auto.saved' : 'auto.savedNew'))
    } catch (error) {
      setRefused(error)
    }
  }
  const fields = refused instanceof ProblemError ? refused.fields : []
  return {
    run: () => void run(),
    busy: create.busy || save.busy,
    refused,
    wrong: (place: string) =>
      fields.find(
        ({ field }) =>
          field.replace(/^definition\./, '') === place ||
          field.replace(/^definition\./, '').startsWith(`${place}.`),
      )?.message,
  }
}

function InWords({ rule, catalogue }: { rule: Definition; catalogue: Catalogue }) {
  const { t } = useWords('team')
  const { money } = useFormat()
  const said = sentenceOf(catalogue, rule, { t, money: (minor) => money(minor) })
  return (
    <Panel title={t('auto.inWords')}>
      <p className={classes.sentence} aria-live="polite">
        <span className={classes.word}>{t('auto.whenWord')}</span> <b>{said.when || '…'}</b>
        {said.ifs && (
          <>
            {' '}
            <span className={classes.word}>{t('auto.ifWord')}</span> <b>{said.ifs}</b>
          </>
        )}
        , <span className={classes.word}>{t('auto.thenWord')}</span>{' '}
        <b>{said.thens.join(t('auto.thenNext')) || '…'}</b>
        {said.stops.length > 0 && (
          <>
            , <span className={classes.word}>{t('auto.unlessWord')}</span>{' '}
            <b>{said.stops.join(t('auto.or'))}</b>
          </>
        )}
        .
      </p>
    </Panel>
  )
}

function Remove({ automation }: { automation: Automation }) {
  const { t } = useWords('team')
  const go = useGo()
  const remove = useAct('POST /automations/{id}/removal')
  return (
    <Button
      kind="quiet"
      icon="remove"
      onClick={() =>
        confirm({
          title: t('auto.removeTitle', { name: automation.name }),
          text: t('auto.removeText'),
          act: t('auto.remove'),
          danger: true,
          onConfirm: async () => {
            await remove.do({ id: automation.id })
            go('/automations')
          },
        })
      }
    >
      {t('auto.remove')}
    </Button>
  )
}
