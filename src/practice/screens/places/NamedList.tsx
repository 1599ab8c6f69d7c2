import { useState, type FormEvent } from 'react'
import { Button, IconButton, notify, Row, Stack, Text, TextField, useWords } from '../../../ui/kit/index.ts'

interface NamedListProps {
  items: { id: string; name: string }[]
  addLabel: string
  emptyText: string
  onAdd: (name: string) => Promise<unknown>
  onRename: (id: string, name: string) => Promise<unknown>
  onRetire: (id: string) => Promise<unknown>
}

/** Things that have only a name: added, renamed and retired in place. */
export function NamedList({ items, addLabel, emptyText, onAdd, onRename, onRetire }: NamedListProps) {
  const { t } = useWords('practice')
  const [open, setOpen] = useState<string | null>(null)
  const trying = (work: Promise<unknown>) => work.then(() => setOpen(null)).catch(notify.problem)
  return (
    <Stack gap="tight">
      {items.length === 0 && <Text tone="soft">{emptyText}</Text>}
      {items.map((item) =>
        open === item.id ? (
          <NameForm
            key={item.id}
            label={t('rename')}
            initial={item.name}
            onCancel={() => setOpen(null)}
            onSave={(name) => trying(onRename(item.id, name))}
          />
        ) : (
          <Row key={item.id} justify="between" nowrap>
            <bdi>{item.name}</bdi>
            <Row nowrap gap="none">
              <IconButton
                icon="edit"
                label={t('renameOne', { name: item.name })}
                onClick={() => setOpen(item.id)}
              />
              <IconButton
                icon="archive"
                label={t('retire', { name: item.name })}
                onClick={async () => {
                  await trying(onRetire(item.id))
                  notify.done(t('retired', { name: item.name }))
                }}
              />
            </Row>
          </Row>
        ),
      )}
      {open === 'new' ? (
        <NameForm
          label={addLabel}
          initial=""
          onCancel={() => setOpen(null)}
          onSave={(name) => trying(onAdd(name))}
        />
      ) : (
        <div>
          <Button small icon="add" onClick={() => setOpen('new')}>
            {addLabel}
          </Button>
        </div>
      )}
    </Stack>
  )
}

interface NameFormProps {
  label: string
  initial: string
  onSave: (name: string) => unknown
  onCancel: () => void
}

export function NameForm({ label, initial, onSave, onCancel }: NameFormProps) {
  const { t } = useWords('practice')
  const [name, setName] = useState(initial)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) onSave(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Row nowrap>
        <TextField label={label} hideLabel placeholder={label} value={name} onChange={setName} autoFocus />
        <Button small submit kind="main">
          {t('save')}
        </Button>
        <IconButton icon="close" label={t('cancel')} onClick={onCancel} />
      </Row>
    </form>
  )
}
