import { Page, Tabs, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { DrawersTab } from './DrawersTab.tsx'
import { GiftCardsTab } from './GiftCardsTab.tsx'
import { PackagesTab } from './PackagesTab.tsx'
import { PlansTab } from './PlansTab.tsx'
import { ProductsTab } from './ProductsTab.tsx'

/** What is sold at the desk: products with their stock, packages, memberships, gift cards, drawers. */
export default function ShopSetupScreen() {
  const { t } = useWords('billing')
  const [url, setUrl] = useUrlState({ tab: 'products' })
  return (
    <Page title={t('shop.title')} about={t('shop.about')} crumbs={[{ label: t('till.title'), to: '/till' }]}>
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          { key: 'products', label: t('till.products'), icon: 'tag', content: <ProductsTab /> },
          { key: 'packages', label: t('prepaid.packages'), icon: 'list', content: <PackagesTab /> },
          { key: 'memberships', label: t('prepaid.memberships'), icon: 'team', content: <PlansTab /> },
          { key: 'gift', label: t('prepaid.giftCards'), icon: 'star', content: <GiftCardsTab /> },
          { key: 'drawers', label: t('dayClose.drawers'), icon: 'cash', content: <DrawersTab /> },
        ]}
      />
    </Page>
  )
}
