import { useApi } from '../../../ui/api/index.ts'
import { Await, SegmentField, SelectField, Stack, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { Holidays } from './Holidays.tsx'
import { LeaveRules } from './LeaveRules.tsx'
import { TravelTimes } from './TravelTimes.tsx'

/** Settings of locations that the diary keeps: public holidays, ways between them, and how leave is treated. */
export default function PlacesSettings() {
  const { t } = useWords('scheduling')
  const [url, setUrl] = useUrlState({ place: '' })
  const read = useApi('GET /locations', {})
  return (
    <Stack>
      <Await read={read}>
        {({ items }) => {
          const open = items.find(({ id }) => id === url.place) ?? items[0]!
          const props = {
            label: t('locationWord'),
            choices: items.map(({ id, name }) => ({ value: id, label: name })),
            value: open.id,
            onChange: (place: string | null) => place && setUrl({ place }),
          }
          return (
            <>
              {items.length > 1 && (
                <div>{items.length < 5 ? <SegmentField {...props} /> : <SelectField {...props} />}</div>
              )}
              <Holidays key={open.id} locationId={open.id} name={open.name} />
              <TravelTimes locations={items} />
            </>
          )
        }}
      </Await>
      <LeaveRules />
    </Stack>
  )
}
