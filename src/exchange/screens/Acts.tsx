import { useState } from 'react'
import { ProblemError, useAct } from '../../ui/api/index.ts'
import { Button, confirm, Notice, notify, Row, useWords } from '../../ui/kit/index.ts'
import type { Batch } from './ImportScreen.tsx'

/** What can be done with the import now. */
export function Acts({ batch }: { batch: Batch }) {
  const { t } = useWords('exchange')
  const check = useAct('POST /imports/{id}/check')
  const run = useAct('POST /imports/{id}/run')
  const { id, can, counts } = batch
  const bring = () =>
    confirm({
      title: t('run.title'),
      text: batch.state === 'checked' ? t('run.checked', { count: counts.added }) : t('run.unchecked'),
      act: t('run.act'),
      onConfirm: async () => {
        await run.do({ id })
      },
    })
  return (
    <Row>
      {can.check && (
        <Button
          icon="check"
          busy={check.busy}
          onClick={() => check.do({ id }).catch((error: unknown) => notify.problem(error))}
        >
          {t('check')}
        </Button>
      )}
      {can.run && (
        <Button kind="main" icon="upload" busy={run.busy} onClick={bring}>
          {t('run.act')}
        </Button>
      )}
      {can.undo && <Undo id={id} />}
    </Row>
  )
}

/** The undo asks why; where something was built on the import it says what, and offers to leave just that. */
function Undo({ id }: { id: string }) {
  const { t } = useWords('exchange')
  const undo = useAct('POST /imports/{id}/undo')
  const [used, setUsed] = useState<ProblemError | null>(null)
  const ask = (keepUsed: boolean) =>
    confirm({
      title: keepUsed ? t('undo.restTitle') : t('undo.title'),
      text: keepUsed ? t('undo.restText') : t('undo.text'),
      act: t('undo.act'),
      reason: 'required',
      danger: true,
      onConfirm: async (reason) => {
        try {
          await undo.do({ id, keepUsed, reason: reason ?? '' })
          setUsed(null)
        } catch (error) {
          if (!(error instanceof ProblemError) || error.code !== 'import_in_use') throw error
          setUsed(error)
        }
      },
    })
  return (
    <>
      {used && (
        <Notice
          of={used}
          action={
            <Button small onClick={() => ask(true)}>
              {t('undo.rest')}
            </Button>
          }
        />
      )}
      <Button icon="undo" busy={undo.busy} onClick={() => ask(false)}>
        {t('undo.act')}
      </Button>
    </>
  )
}
