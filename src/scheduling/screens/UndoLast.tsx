import { useAct, type Returns } from '../../ui/api/index.ts'
import { Button, notify, useCan, useWords } from '../../ui/kit/index.ts'

interface UndoLastProps {
  of: 'series' | 'plans' | 'bundles'
  id: string
  lastChange: Returns<'GET /series/{id}'>['lastChange']
}

/** Takes the last step with many visits back, said as what it was; nothing where there is none. */
export function UndoLast({ of, id, lastChange }: UndoLastProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const undo = useAct(`POST /${of}/{id}/undo`)
  if (!lastChange || !can('appointments.cancel')) return null
  return (
    <Button
      small
      kind="quiet"
      icon="undo"
      busy={undo.busy}
      onClick={() =>
        undo.do({ id }).then(
          () => notify.done(t('series.undone')),
          (failed: unknown) => notify.problem(failed),
        )
      }
    >
      {t(`series.undo.${lastChange.kind}`, { count: lastChange.visits })}
    </Button>
  )
}
