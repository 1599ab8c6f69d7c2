import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  Day,
  DayField,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  notify,
  Panel,
  ReadTable,
  required,
  SelectField,
  TextField,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'

type Closure = Returns<'GET /closures'>['items'][number]

/** Days on which nothing is offered: public holidays, a move. */
export function Closures() {
  const { t } = useWords('practice')
  const me = useMe()
  const read = useApi('GET /closures', undefined, { live: ['location', 'practice'] })
  const [adding, setAdding] = useState(false)
  const placeOf = (closure: Closure) =>
    me.locations.find((each) => each.id === closure.locationId)?.name ?? t('closure.everywhere')
  const add = (
    <Button small icon="add" onClick={() => setAdding(true)}>
      {t('closure.add')}
    </Button>
  )
  return (
    <Panel title={t('closure.title')} actions={add} flush>
      <ReadTable
        label={t('closure.title')}
        read={read}
        rowsOf={({ items }) => items}
        empty={<EmptyState icon="calendar" title={t('closure.none')} text={t('closure.noneText')} />}
        columns={[
          { key: 'name', title: t('closure.why'), render: (closure) => closure.name },
          {
            key: 'days',
            title: t('closure.when'),
            render: (closure) => (
              <>
                <Day of={closure.startsOn} />
                {closure.endsOn !== closure.startsOn && (
                  <>
                    {' – '}
                    <Day of={closure.endsOn} />
                  </>
                )}
              </>
            ),
          },
          { key: 'where', title: t('closure.where'), render: placeOf, wideOnly: true },
          { key: 'act', title: t('actions'), render: (closure) => <Reopen of={closure} />, width: 60 },
        ]}
      />
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('closure.add')} size="small">
        <ClosureForm onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  )
}

function Reopen({ of: closure }: { of: Closure }) {
  const { t } = useWords('practice')
  const reopen = useAct('DELETE /closures/{id}')
  const close = useAct('POST /closures')
  const { id, ...wish } = closure
  const remove = async () => {
    try {
      await reopen.do({ id })
      notify.undo(t('closure.removed', { name: closure.name }), () => close.do(wish))
    } catch (error) {
      notify.problem(error)
    }
  }
  return <IconButton icon="remove" label={t('closure.remove', { name: closure.name })} onClick={remove} />
}

function ClosureForm({ onDone }: { onDone: () => void }) {
  const { t } = useWords('practice')
  const me = useMe()
  const close = useAct('POST /closures')
  const form = useFields({
    initial: {
      name: '',
      startsOn: null as string | null,
      endsOn: null as string | null,
      locationId: null as string | null,
    },
    check: { name: required(t('nameMissing')), startsOn: required(t('closure.dayMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('closure.add')}
      onSubmit={async ({ name, startsOn, endsOn, locationId }) => {
        await close.do({
          name: name.trim(),
          startsOn: startsOn!,
          endsOn: endsOn ?? startsOn!,
          locationId: locationId || null,
        })
        notify.done(t('saved'))
        onDone()
      }}
    >
      <TextField label={t('closure.why')} required {...form.field('name')} autoFocus />
      <Columns>
        <DayField label={t('closure.first')} required {...form.field('startsOn')} />
        <DayField label={t('closure.last')} clearable {...form.field('endsOn')} />
      </Columns>
      <SelectField
        label={t('closure.where')}
        clearable
        placeholder={t('closure.everywhere')}
        choices={me.locations.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('locationId')}
      />
    </Form>
  )
}
