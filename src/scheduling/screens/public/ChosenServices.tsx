import { useState } from 'react'
import { announce, Button, Card, Icon, SelectField, useWords } from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { addressOf, inAll, modesOf, MOST_SERVICES, type Chosen } from './chosen.ts'
import type { Service } from './offer.ts'
import { usePracticeFormat } from './use-format.ts'

interface ChosenProps extends StepProps {
  chosen: Chosen[]
}

/** What the visit is made of: each service with its length, and further ones to add. */
export function ChosenServices({ booking, offer, chosen }: ChosenProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const more = furtherServices(offer.services, chosen)
  const isSeveral = chosen.length > 1
  const set = (next: Chosen[]) => {
    booking.forgetRefusal()
    booking.go({ ...addressOf(next), from: '' }, 'replace')
  }
  const minutes = chosen.reduce((sum, one) => sum + one.minutes, 0)
  const price = chosen.reduce((sum, one) => sum + one.priceMinor, 0)
  const canAdd = more.length > 0 && chosen.length < MOST_SERVICES
  const add = canAdd && (
    <AddService
      more={more}
      offer={offer}
      onAdd={(service) => {
        set([...chosen, { service, minutes: 0, priceMinor: 0, durationMinutes: undefined }])
        announce(t('several.added', { name: service.name }))
      }}
    />
  )
  // One service without a choice of lengths stands under the heading already.
  if (!isSeveral && chosen[0]!.service.lengths.length === 0) return add || null
  return (
    <Card title={t('several.title')}>
      <ul className="chosen">
        {chosen.map((one, nth) => (
          <li key={one.service.id}>
            <ChosenRow
              one={one}
              offer={offer}
              onLength={(durationMinutes) =>
                set(chosen.map((each, at) => (at === nth ? { ...one, durationMinutes } : each)))
              }
              onRemove={isSeveral ? () => set(chosen.filter((each) => each !== one)) : null}
            />
          </li>
        ))}
      </ul>
      {isSeveral && (
        <p className="total">
          {t('minutes', { count: minutes })}
          {price > 0 && ` · ${format.money(price)}`}
          <span className="soft">{t('several.inARow')}</span>
        </p>
      )}
      {add}
    </Card>
  )
}

/** Services that can be had in the same visit: at one place and in one way with those chosen, and not in groups. */
function furtherServices(services: readonly Service[], chosen: readonly Chosen[]): Service[] {
  if (chosen[0]!.service.inGroups) return []
  const places = inAll(chosen.map(({ service }) => service.locationIds))
  const modes = modesOf(chosen)
  return services.filter(
    (service) =>
      !service.inGroups &&
      !chosen.some((one) => one.service.id === service.id) &&
      service.locationIds.some((id) => places.includes(id)) &&
      service.modes.some((mode) => modes.includes(mode)),
  )
}

interface RowProps {
  one: Chosen
  offer: StepProps['offer']
  onLength: (minutes: number | undefined) => void
  onRemove: (() => void) | null
}

function ChosenRow({ one: { service, minutes, priceMinor }, offer, onLength, onRemove }: RowProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const said = (count: number, price: number) =>
    [t('minutes', { count }), price > 0 ? format.money(price) : null].filter(Boolean).join(' · ')
  return (
    <>
      <div className="chosenText">
        <strong>{service.name}</strong>
        {service.lengths.length > 0 ? (
          <SelectField
            label={t('several.length', { name: service.name })}
            hideLabel
            chosen
            value={String(minutes)}
            onChange={(value) => onLength(Number(value))}
            choices={service.lengths.map((each) => ({
              value: String(each.minutes),
              label: said(each.minutes, each.priceMinor),
            }))}
          />
        ) : (
          <span className="soft">{said(minutes, priceMinor)}</span>
        )}
      </div>
      {onRemove && (
        <button
          type="button"
          className="round"
          aria-label={t('several.remove', { name: service.name })}
          onClick={onRemove}
        >
          <Icon of="close" />
        </button>
      )}
    </>
  )
}

function AddService({
  more,
  offer,
  onAdd,
}: {
  more: Service[]
  offer: StepProps['offer']
  onAdd: (service: Service) => void
}) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <div>
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {t('several.add')}
        </Button>
      </div>
    )
  return (
    <div className="adding">
      <p className="soft">{t('several.addAbout')}</p>
      <ul className="tiles">
        {more.map((service) => (
          <li key={service.id}>
            <button
              type="button"
              className="tile"
              onClick={() => {
                setOpen(false)
                onAdd(service)
              }}
            >
              <span className="tileText">
                <strong>{service.name}</strong>
                <span className="tileFacts">
                  <span>{t('minutes', { count: service.durationMinutes })}</span>
                  <span aria-hidden="true">·</span>
                  <span>{service.priceMinor > 0 ? format.money(service.priceMinor) : t('service.free')}</span>
                  {service.requiresApproval && <span className="tag">{t('service.approval')}</span>}
                </span>
              </span>
              <Icon of="add" />
            </button>
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={() => setOpen(false)}>
        {t('several.addNone')}
      </Button>
    </div>
  )
}
