import { Card, Icon, Notice, Title, useWords } from '../../../ui/public/index.ts'
import { AskForLink } from './AskForLink.tsx'
import type { StepProps } from './BookScreen.tsx'
import { grouped, type Service } from './offer.ts'
import { usePracticeFormat } from './use-format.ts'

/** What is needed: the services that can be booked online, under their headings. */
export function ServiceStep({ booking, offer }: StepProps) {
  const { t } = useWords('scheduling')
  const { practice, services } = offer
  if (services.length === 0) {
    return (
      <>
        <Title about={t('service.noneText')}>{t('service.none')}</Title>
        <Reach practice={practice} />
      </>
    )
  }
  return (
    <>
      <Title about={t('service.about')}>{t('service.title')}</Title>
      {offer.rules.notice && (
        <Notice>
          <p className="kept">{offer.rules.notice}</p>
        </Notice>
      )}
      {offer.rules.clients === 'known' && !booking.proven && <Notice>{t('service.knownOnly')}</Notice>}
      {booking.proven ? (
        <Notice tone="good">{t('known.hello', { name: booking.proven.people[0]?.name })}</Notice>
      ) : (
        <AskForLink practice={practice.slug} />
      )}
      {grouped(services).map((group) => (
        <section key={group.category ?? ''} className="group">
          {group.category && <h2>{group.category}</h2>}
          <ul className="tiles">
            {group.services.map((service) => (
              <li key={service.id}>
                <ServiceTile service={service} booking={booking} offer={offer} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="soft">
        {t('service.unsure')} <a href={`/enquiry/${practice.slug}`}>{t('service.ask')}</a>
      </p>
    </>
  )
}

function ServiceTile({ service, booking, offer }: StepProps & { service: Service }) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  return (
    <a
      className="tile"
      href={`?service=${service.id}`}
      onClick={(event) => {
        event.preventDefault()
        booking.forgetRefusal()
        booking.go({ service: service.id, length: '', also: '', step: '', from: '', mode: '' })
      }}
    >
      <span className="tileText">
        <strong>{service.name}</strong>
        {service.description && <span className="soft">{service.description}</span>}
        <span className="tileFacts">
          <span>{lengthsInWords(service, t)}</span>
          <span aria-hidden="true">·</span>
          <span>{service.priceMinor > 0 ? format.money(service.priceMinor) : t('service.free')}</span>
          {service.requiresApproval && <span className="tag">{t('service.approval')}</span>}
          {service.clientsOnly && <span className="tag">{t(`service.only.${service.clientsOnly}`)}</span>}
        </span>
      </span>
      <Icon of="forward" />
    </a>
  )
}

function lengthsInWords({ lengths, durationMinutes }: Service, t: ReturnType<typeof useWords>['t']): string {
  const [shortest, longest] = [lengths[0], lengths.at(-1)]
  return shortest && longest
    ? t('several.range', { from: shortest.minutes, to: longest.minutes })
    : t('minutes', { count: durationMinutes })
}

/** How to get help when booking online does not: call or write. */
export function Reach({ practice }: { practice: StepProps['offer']['practice'] }) {
  const { t } = useWords('scheduling')
  return (
    <Card>
      {practice.phone && (
        <a className="button wide" href={`tel:${practice.phone.replace(/[^+\d]/g, '')}`}>
          <Icon of="phone" /> {t('public.call', { phone: practice.phone })}
        </a>
      )}
      <a className="button wide" href={`/enquiry/${practice.slug}`}>
        {t('service.ask')}
      </a>
    </Card>
  )
}
