import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  IconButton,
  Menu,
  Notice,
  Page,
  Panel,
  Row,
  Stack,
  Tabs,
  confirm,
  notify,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import { ExchangeDialog, saveAsFile } from './ExchangeDialog.tsx'
import { addItem, findItem } from './form-tree.ts'
import { FormPanel } from './FormPanel.tsx'
import { ItemPanel } from './ItemPanel.tsx'
import { Outline } from './Outline.tsx'
import { Preview } from './Preview.tsx'
import { KINDS, makeItem } from './question-kinds.ts'
import { Translations } from './Translations.tsx'
import { useBuilder, type Beginning, type Builder } from './use-builder.ts'
import { Versions } from './Versions.tsx'
import classes from './builder.module.css'

/** The desk of the builder: the form's outline, the question in hand, and the client's view of it. */
export function BuilderDesk({ begin }: { begin: Beginning }) {
  const { t } = useWords('intake')
  const builder = useBuilder(begin)
  const [selected, setSelected] = useState<string | null>(null)
  const [side, setSide] = useState<'versions' | 'import' | null>(null)
  const { form } = builder
  const item = findItem(form, selected)
  return (
    <Page
      title={form.title || t('builder.title')}
      width="full"
      crumbs={[{ label: t('nav.forms'), to: '/settings?tab=forms' }]}
      about={<About builder={builder} />}
      actions={<Acts builder={builder} onSide={setSide} />}
    >
      {builder.problem && <Notice of={builder.problem} />}
      <div className={classes.desk}>
        <Panel
          title={t('builder.outline')}
          actions={<AddMenu builder={builder} after={selected} onAdded={setSelected} />}
        >
          <Stack gap="tight">
            <button
              type="button"
              className={classes.head}
              data-selected={selected === null || undefined}
              onClick={() => setSelected(null)}
            >
              {t('builder.formItself')}
            </button>
            <Outline builder={builder} selected={selected} onSelect={setSelected} />
          </Stack>
        </Panel>
        <div className={classes.middle}>
          <Tabs
            tabs={[
              {
                key: 'edit',
                label: t('builder.tab.edit'),
                icon: 'edit',
                content: item ? (
                  <ItemPanel key={item.linkId} builder={builder} item={item} />
                ) : (
                  <FormPanel builder={builder} />
                ),
              },
              {
                key: 'translations',
                label: t('builder.tab.translations'),
                icon: 'language',
                content: <Translations builder={builder} />,
              },
            ]}
          />
        </div>
        <aside className={classes.side} aria-label={t('builder.preview')}>
          <Preview builder={builder} />
        </aside>
      </div>
      <Versions builder={builder} open={side === 'versions'} onClose={() => setSide(null)} />
      <ExchangeDialog builder={builder} open={side === 'import'} onClose={() => setSide(null)} />
    </Page>
  )
}

function About({ builder }: { builder: Builder }) {
  const { t } = useWords('intake')
  const errors = builder.faults.filter(({ severity }) => severity === 'error').length
  return (
    <Row>
      <Badge tone="info">
        {builder.basedOn === null
          ? t('builder.newDraft')
          : t('builder.draftOf', { version: builder.basedOn })}
      </Badge>
      <span role="status">{t(`builder.save.${builder.state}`)}</span>
      {errors > 0 && <Badge tone="bad">{t('builder.errors', { count: errors })}</Badge>}
    </Row>
  )
}

function Acts({ builder, onSide }: { builder: Builder; onSide: (side: 'versions' | 'import') => void }) {
  const { t } = useWords('intake')
  const go = useGo()
  const publish = useAct('POST /forms/{key}/publication')
  const drop = useAct('DELETE /forms/{key}/draft')
  const errors = builder.faults.some(({ severity }) => severity === 'error')
  const send = () =>
    confirm({
      title: t('builder.publishTitle'),
      text: t('builder.publishText'),
      act: t('builder.publish'),
      onConfirm: async () => {
        await builder.flush()
        // A version that nobody has changed yet becomes a draft by the first change only.
        if (builder.version() === 0) return
        const made = await publish.do({ key: builder.key, rowVersion: builder.version() })
        notify.done(t('builder.published', { version: made.version }))
        go('/settings', { tab: 'forms' })
      },
    })
  return (
    <Row>
      <IconButton icon="undo" label={t('builder.undo')} disabled={!builder.canUndo} onClick={builder.undo} />
      <IconButton
        icon="forward"
        label={t('builder.redo')}
        disabled={!builder.canRedo}
        onClick={builder.redo}
      />
      <Menu
        label={t('builder.more')}
        entries={[
          { label: t('builder.versions'), icon: 'history', onClick: () => onSide('versions') },
          { label: t('builder.import'), icon: 'upload', onClick: () => onSide('import') },
          {
            label: t('builder.export'),
            icon: 'download',
            onClick: () => saveAsFile(builder.key, builder.form),
          },
          builder.version() > 0 && {
            label: t('builder.drop'),
            icon: 'remove',
            danger: true,
            divided: true,
            onClick: () =>
              confirm({
                title: t('builder.dropTitle'),
                text: t('builder.dropText'),
                act: t('builder.drop'),
                danger: true,
                onConfirm: async () => {
                  await builder.flush().catch(() => undefined)
                  await drop.do({ key: builder.key })
                  go('/settings', { tab: 'forms' })
                },
              }),
          },
        ]}
      />
      <Button
        kind="main"
        icon="send"
        disabled={errors || (builder.version() === 0 && !builder.canUndo)}
        onClick={send}
      >
        {t('builder.publish')}
      </Button>
    </Row>
  )
}

function AddMenu({
  builder,
  after,
  onAdded,
}: {
  builder: Builder
  after: string | null
  onAdded: (linkId: string) => void
}) {
  const { t } = useWords('intake')
  return (
    <Menu
      label={t('builder.add')}
      entries={KINDS.map(({ key, icon }) => ({
        label: t(`builder.kind.${key}`),
        icon,
        divided: key === 'display' || key === 'table',
        onClick: () => {
          const item = makeItem(builder.form, key, t)
          builder.change(addItem(builder.form, item, after))
          onAdded(item.linkId)
        },
      }))}
    >
      <span className={classes.addButton}>+ {t('builder.add')}</span>
    </Menu>
  )
}
