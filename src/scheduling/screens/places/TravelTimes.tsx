import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  NumberField,
  Notice,
  Panel,
  Stack,
  SwitchField,
  Text,
  notify,
  useCan,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from './places.module.css'

type Travel = Returns<'GET /travel-times'>['items']
interface Place {
  id: string
  name: string
}

/** How long the ways between locations take. */
export function TravelTimes({ locations }: { locations: Place[] }) {
  const { t } = useWords('scheduling')
  const read = useApi('GET /travel-times', {}, { live: ['practice'] })
  if (locations.length < 2) return null
  return (
    <Panel title={t('hours.travel.title')}>
      <Stack>
        <Text tone="soft" size="small">
          {t('hours.travel.about')}
        </Text>
        <Await read={read}>
          {({ items }) => <Ways key={JSON.stringify(items)} locations={locations} items={items} />}
        </Await>
      </Stack>
    </Panel>
  )
}

/** One way and, where it takes another time, the way back. */
interface Way {
  from: Place
  to: Place
  minutes: number | null
  back: number | null
}

function waysOf(locations: Place[], items: Travel): Way[] {
  const minutes = (from: Place, to: Place) =>
    items.find((one) => one.fromLocationId === from.id && one.toLocationId === to.id)?.minutes ?? null
  return locations.flatMap((from, index) =>
    locations.slice(index + 1).map((to) => {
      const [there, back] = [minutes(from, to), minutes(to, from)]
      return { from, to, minutes: there ?? back, back: there === null ? null : back }
    }),
  )
}

function itemsOf(ways: Way[]): Travel {
  return ways.flatMap(({ from, to, minutes, back }) => [
    ...(minutes ? [{ fromLocationId: from.id, toLocationId: to.id, minutes }] : []),
    ...(minutes && back ? [{ fromLocationId: to.id, toLocationId: from.id, minutes: back }] : []),
  ])
}

function Ways({ locations, items }: { locations: Place[]; items: Travel }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const [ways, setWays] = useState(() => waysOf(locations, items))
  const [oneWay, setOneWay] = useState(ways.some(({ back }) => back !== null))
  const [error, setError] = useState<unknown>(null)
  const replace = useAct('PUT /travel-times')
  const told = itemsOf(oneWay ? ways : ways.map((way) => ({ ...way, back: null })))
  const changed = JSON.stringify(told) !== JSON.stringify(itemsOf(waysOf(locations, items)))
  const change = (at: number, part: Partial<Way>) =>
    setWays(ways.map((way, index) => (index === at ? { ...way, ...part } : way)))
  async function save(): Promise<void> {
    setError(null)
    try {
      await replace.do({ items: told })
      notify.undo(t('hours.travel.saved'), () => replace.do({ items }))
    } catch (refused) {
      setError(refused)
    }
  }
  const mayEdit = can('settings.manage')
  return (
    <Stack>
      <div className={classes.ways}>
        {ways.map((way, index) => (
          <div key={`${way.from.id} ${way.to.id}`} className={classes.way}>
            <span>{`${way.from.name} – ${way.to.name}`}</span>
            <NumberField
              label={t('hours.travel.minutes', { from: way.from.name, to: way.to.name })}
              hideLabel
              min={0}
              max={480}
              step={5}
              unit={t('min')}
              disabled={!mayEdit}
              value={way.minutes}
              onChange={(minutes: number | null) => change(index, { minutes })}
            />
            {oneWay && (
              <NumberField
                label={t('hours.travel.minutes', { from: way.to.name, to: way.from.name })}
                hideLabel
                min={0}
                max={480}
                step={5}
                unit={t('hours.travel.back')}
                disabled={!mayEdit || !way.minutes}
                value={way.back}
                onChange={(back: number | null) => change(index, { back })}
              />
            )}
          </div>
        ))}
      </div>
      {mayEdit && <SwitchField label={t('hours.travel.oneWay')} value={oneWay} onChange={setOneWay} />}
      <Notice of={error} />
      {mayEdit && changed && (
        <div className={classes.buttons}>
          <Button kind="main" busy={replace.busy} onClick={save}>
            {t('save')}
          </Button>
        </div>
      )}
    </Stack>
  )
}
