import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Dialog,
  Menu,
  Notice,
  RadioField,
  Row,
  Stack,
  StatusPill,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Automation } from './model.ts'

const LOOKS = { on: 'active', paused: 'part_paid', off: 'inactive' } as const

/** Whether a rule is on, in words. */
export function StatePill({ state }: { state: Automation['state'] }) {
  const { t } = useWords('team')
  return <StatusPill state={LOOKS[state]}>{t(`state.${state}`)}</StatusPill>
}

/** Switches a rule on, off, or holds it; going on asks what happens with what was missed. */
export function Switch({ automation }: { automation: Automation }) {
  const { t } = useWords('team')
  const [asking, setAsking] = useState(false)
  const [missed, setMissed] = useState<'skip' | 'catch_up'>('skip')
  const act = useAct('POST /automations/{id}/state')
  const turn = (state: Automation['state'], how: 'skip' | 'catch_up' = 'skip') =>
    act.do({ id: automation.id, rowVersion: automation.rowVersion, state, missed: how }).then(
      () => setAsking(false),
      () => {},
    )
  const isOn = automation.state === 'on'
  return (
    <>
      <Button
        kind={isOn ? 'normal' : 'main'}
        icon={isOn ? 'close' : 'check'}
        busy={act.busy}
        onClick={() => (automation.state === 'paused' ? setAsking(true) : void turn(isOn ? 'off' : 'on'))}
      >
        {t(isOn ? 'auto.switchOff' : automation.state === 'paused' ? 'auto.goOn' : 'auto.switchOn')}
      </Button>
      {automation.state !== 'off' && (
        <Menu
          label={t('auto.more')}
          entries={[
            isOn && { label: t('auto.pause'), icon: 'clock', onClick: () => void turn('paused') },
            !isOn && { label: t('auto.switchOff'), icon: 'close', onClick: () => void turn('off') },
          ]}
        />
      )}
      <Notice of={act.error} />
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('auto.goOn')}>
        <Stack>
          <RadioField
            label={t('auto.missed')}
            value={missed}
            choices={(['skip', 'catch_up'] as const).map((each) => ({
              value: each,
              label: t(`auto.missedChoice.${each}`),
              help: t(`auto.missedHelp.${each}`),
            }))}
            onChange={(next: string) => setMissed(next as typeof missed)}
          />
          <Row justify="end">
            <Button kind="main" busy={act.busy} onClick={() => void turn('on', missed)}>
              {t('auto.goOn')}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </>
  )
}
