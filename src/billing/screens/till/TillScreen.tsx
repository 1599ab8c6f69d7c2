import { useState } from 'react'
import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Button,
  EmptyState,
  Notice,
  Page,
  Row,
  Split,
  useCan,
  useChosenLocation,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { CartPanel } from './CartPanel.tsx'
import { Pay } from './Pay.tsx'
import { Shelf } from './Shelf.tsx'
import { Sold } from './Sold.tsx'
import { useCart } from './use-cart.ts'

export type Sale = Returns<'POST /till/sales'>

/** The till: scan or search, take the money, next. */
export default function TillScreen() {
  const { t } = useWords('billing')
  const can = useCan()
  const me = useMe()
  const cart = useCart()
  const [chosen] = useChosenLocation()
  const [clientId, setClientId] = useState<string | null>(null)
  const [sale, setSale] = useState<Sale | null>(null)
  const locationId = chosen ?? me.locations[0]?.id ?? null
  const quote = useApi(
    'GET /till/quote',
    {
      locationId: locationId ?? '',
      ...(clientId ? { clientId } : {}),
      lines: JSON.stringify(cart.lines.map((line) => line.wish)),
    },
    { when: locationId !== null && cart.lines.length > 0, keep: true, live: ['product'] },
  )
  if (!locationId) return <EmptyState icon="cash" title={t('till.noLocation')} />
  const next = () => {
    cart.clear()
    setClientId(null)
    setSale(null)
  }
  const acts = (
    <Row>
      {can('billing.set_up') && (
        <Button kind="quiet" icon="settings" to="/billing/shop">
          {t('shop.short')}
        </Button>
      )}
      <Button icon="done" to="/day-close">
        {t('dayClose.title')}
      </Button>
    </Row>
  )
  return (
    <Page
      title={t('till.title')}
      about={t('till.about', { place: me.locations.find((one) => one.id === locationId)?.name ?? '' })}
      actions={acts}
      width="full"
    >
      <Split
        side={
          sale ? (
            <Sold sale={sale} onNext={next} />
          ) : (
            <>
              <CartPanel cart={cart} quote={quote.data ?? null} clientId={clientId} onClient={setClientId} />
              {quote.error !== null && quote.error !== undefined && (
                <Notice tone="bad">{String((quote.error as Error).message)}</Notice>
              )}
              {cart.lines.length > 0 && quote.data && (
                <Pay
                  key={quote.data.totalMinor}
                  cart={cart}
                  quote={quote.data}
                  clientId={clientId}
                  locationId={locationId}
                  onSold={setSale}
                />
              )}
            </>
          )
        }
      >
        <Shelf cart={cart} locationId={locationId} onAdd={() => sale && next()} />
      </Split>
    </Page>
  )
}
