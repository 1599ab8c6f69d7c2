import { useAct } from '../../../ui/api/index.ts'
import { notify, Row, Stack, Text, useWords, IconButton } from '../../../ui/kit/index.ts'
import { NamedList } from './NamedList.tsx'
import type { Place } from './PlacesTab.tsx'

/** Equipment: pools of like units, each unit with its name. */
export function PoolList({ place }: { place: Place }) {
  const { t } = useWords('practice')
  const addPool = useAct('POST /locations/{id}/equipment-pools')
  const editPool = useAct('PATCH /equipment-pools/{id}')
  const addUnit = useAct('POST /equipment-pools/{id}/units')
  const editUnit = useAct('PATCH /equipment-units/{id}')
  const pools = place.equipment.filter((each) => !each.archivedAt)
  return (
    <Stack>
      {pools.map((pool) => (
        <Stack key={pool.id} gap="tight">
          <Row justify="between" nowrap>
            <Text as="strong">
              <bdi>{pool.name}</bdi>
            </Text>
            <IconButton
              icon="archive"
              label={t('retire', { name: pool.name })}
              onClick={() =>
                editPool
                  .do({ id: pool.id, archived: true })
                  .then(() => notify.done(t('retired', { name: pool.name })))
                  .catch(notify.problem)
              }
            />
          </Row>
          <NamedList
            items={pool.units.filter((each) => !each.archivedAt)}
            addLabel={t('place.addUnit')}
            emptyText={t('place.noUnits')}
            onAdd={(name) => addUnit.do({ id: pool.id, name })}
            onRename={(id, name) => editUnit.do({ id, name })}
            onRetire={(id) => editUnit.do({ id, archived: true })}
          />
        </Stack>
      ))}
      <NamedList
        items={[]}
        addLabel={t('place.addPool')}
        emptyText={pools.length === 0 ? t('place.noPools') : ''}
        onAdd={(name) => addPool.do({ id: place.id, name, units: [`${name} 1`] })}
        onRename={() => Promise.resolve()}
        onRetire={() => Promise.resolve()}
      />
    </Stack>
  )
}
