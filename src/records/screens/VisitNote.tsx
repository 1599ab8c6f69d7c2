import { useAct } from '../../ui/api/index.ts'
import { Button, Notice, useGo, useWords } from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'

/** Opens the note of a visit: the one there is, or a new one by the service's template. */
export default function VisitNote({ id: appointmentId }: PartProps) {
  const { t } = useWords('records')
  const go = useGo()
  const start = useAct('POST /appointments/{appointmentId}/note')
  return (
    <>
      <Button
        icon="note"
        busy={start.busy}
        onClick={() =>
          void start.do({ appointmentId }).then(
            (note) => go(`/notes/${note.id}`),
            () => {},
          )
        }
      >
        {t('openNote')}
      </Button>
      <Notice of={start.error} />
    </>
  )
}
