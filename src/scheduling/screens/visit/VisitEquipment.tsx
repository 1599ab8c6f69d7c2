import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import { Heading, Notice, SelectField, notify, useWords } from '../../../ui/kit/index.ts'
import type { Appointment } from '../use-visit-acts.ts'

/** Which unit of each kind of equipment the visit uses; another free one is a choice away. */
export function VisitEquipment({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const [error, setError] = useState<unknown>(null)
  const has = visit.equipment.length > 0
  const read = useApi(
    'GET /appointments/{id}/equipment',
    { id: visit.id },
    { when: has, live: ['appointment'] },
  )
  const choose = useAct('PUT /appointments/{id}/equipment', {
    refresh: ['GET /appointments/{id}/equipment', 'GET /appointments/{id}', 'GET /calendar'],
  })
  const { kinds, canChange } = read.data ?? { kinds: [], canChange: false }
  // Where there is one of each, there is nothing to choose.
  if (!has || !canChange || kinds.every(({ units }) => units.length < 2)) return null
  async function take(kindId: string, unitId: string): Promise<void> {
    setError(null)
    const others = kinds
      .filter(({ id }) => id !== kindId)
      .flatMap(({ units }) => units.find((one) => one.isOurs)?.id ?? [])
    try {
      await choose.do({ id: visit.id, unitIds: [...others, unitId], rowVersion: visit.rowVersion })
      notify.done(t('visitEquipment.changed'))
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <section>
      <Heading>{t('visitEquipment.title')}</Heading>
      {kinds.map(({ id, name, units }) => (
        <SelectField
          key={id}
          label={name}
          disabled={choose.busy || units.length < 2}
          value={units.find((one) => one.isOurs)?.id ?? ''}
          choices={units.map((one) => ({
            value: one.id,
            label: one.isTaken ? t('visitEquipment.taken', { name: one.name }) : one.name,
            disabled: one.isTaken,
          }))}
          onChange={(unitId: string | null) => {
            if (unitId) void take(id, unitId)
          }}
        />
      ))}
      <Notice of={error} />
    </section>
  )
}
