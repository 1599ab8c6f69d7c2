import { useAct, useApi } from '../../../ui/api/index.ts'
import { Await, Panel, SwitchField, notify, useCan, useWords } from '../../../ui/kit/index.ts'

/** How leave is treated that nobody has decided about yet. */
export function LeaveRules() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const read = useApi('GET /time-off/rules', {}, { live: ['practice'] })
  const set = useAct('PUT /time-off/rules')
  return (
    <Panel title={t('hours.leave.rules')}>
      <Await read={read}>
        {({ requestsBlockOnline }) => (
          <SwitchField
            label={t('hours.leave.blockOnline')}
            help={t('hours.leave.blockOnlineHelp')}
            disabled={!can('hours.manage') || set.busy}
            value={requestsBlockOnline}
            onChange={(on: boolean) => void set.do({ requestsBlockOnline: on }).catch(notify.problem)}
          />
        )}
      </Await>
    </Panel>
  )
}
