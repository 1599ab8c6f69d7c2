import { useApi } from '../../../ui/api/index.ts'
import { Button, Icon, SelectField, SwitchField, TimeField, useMe, useWords } from '../../../ui/kit/index.ts'
import classes from './hours.module.css'
import type { Block } from './week.ts'
import { outsideOpening } from './weekdays.ts'

interface BlockFieldsProps {
  block: Block
  onChange: (change: Partial<Block>) => void
  onRemove: () => void
  onCopy: () => void
}

/** The fields of the bar that is open. */
export function BlockFields({ block, onChange, onRemove, onCopy }: BlockFieldsProps) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const places = useApi('GET /locations', {})
  const place = places.data?.items.find(({ id }) => id === block.locationId)
  const isOutside = place && outsideOpening(block, place.opening)
  return (
    <div className={classes.fields}>
      <TimeField label={t('from')} value={block.starts} onChange={(starts: string) => onChange({ starts })} />
      <TimeField
        label={t('to')}
        value={block.ends === '24:00' ? '00:00' : block.ends}
        onChange={(ends: string) =>
          onChange({
            ends: ends === '00:00' ? '24:00' : ends,
            ...(ends === '00:00' ? { nextDay: false } : {}),
          })
        }
      />
      <SelectField
        label={t('locationWord')}
        choices={me.locations.map((one) => ({ value: one.id, label: one.name }))}
        value={block.locationId}
        onChange={(locationId: string | null) => locationId && onChange({ locationId })}
      />
      <div className={classes.fieldsMore}>
        <SwitchField
          label={t('hours.nextDay')}
          value={block.nextDay}
          onChange={(nextDay: boolean) => onChange({ nextDay })}
        />
        <span className={classes.saveButtons}>
          <Button small icon="copy" onClick={onCopy}>
            {t('hours.copyDay')}
          </Button>
          <Button small icon="remove" onClick={onRemove}>
            {t('removeHours')}
          </Button>
        </span>
      </div>
      {isOutside && (
        <span className={classes.outside}>
          <Icon name="info" size={15} /> {t('hours.outsideOpening', { place: place.name })}
        </span>
      )}
    </div>
  )
}
