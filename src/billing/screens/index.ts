import type { ActionEntry, PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/billing',
    permission: 'billing.see',
    nav: { label: 'nav.billing', icon: 'invoice', order: 50, go: 'B' },
    load: () => import('./BillingScreen.tsx'),
  },
  {
    path: '/billing/settings',
    permission: 'billing.set_up',
    load: () => import('./BillingSettingsScreen.tsx'),
  },
  { path: '/billing/books', permission: 'billing.see', load: () => import('./books/BooksScreen.tsx') },
  {
    path: '/time',
    permission: 'time.log',
    nav: { label: 'nav.time', icon: 'clock', order: 52 },
    load: () => import('./time/TimeScreen.tsx'),
  },
  {
    path: '/till',
    permission: 'payments.take',
    nav: { label: 'nav.till', icon: 'cash', order: 53 },
    load: () => import('./till/TillScreen.tsx'),
  },
  {
    path: '/day-close',
    permission: 'billing.see',
    nav: { label: 'nav.dayClose', icon: 'done', order: 54 },
    load: () => import('./close/DayCloseScreen.tsx'),
  },
  {
    path: '/billing/shop',
    permission: 'billing.set_up',
    load: () => import('./shop/ShopSetupScreen.tsx'),
  },
  { path: '/invoices/$id', permission: 'billing.see', load: () => import('./InvoiceScreen.tsx') },
  { path: '/estimates/$id', permission: 'billing.see', load: () => import('./estimates/EstimateScreen.tsx') },
  { path: '/payments/$id', permission: 'billing.see', load: () => import('./PaymentScreen.tsx') },
]

export const actions: ActionEntry[] = [
  {
    label: 'newInvoice',
    icon: 'invoice',
    to: '/billing',
    search: { new: '1' },
    key: 'I',
    permission: 'invoices.manage',
  },
]

export const parts: PartEntry[] = [
  {
    place: 'client.tab',
    key: 'billing',
    label: 'nav.billing',
    icon: 'invoice',
    order: 40,
    permission: 'billing.see',
    load: () => import('./ClientBilling.tsx'),
  },
  {
    place: 'visit.side',
    key: 'money',
    label: 'nav.billing',
    icon: 'cash',
    order: 30,
    permission: 'billing.see',
    load: () => import('./VisitBilling.tsx'),
  },
  {
    place: 'visit.side',
    key: 'diagnoses',
    label: 'superbills.diagnoses',
    icon: 'tag',
    order: 35,
    permission: 'codes.use',
    load: () => import('./superbills/VisitDiagnoses.tsx'),
  },
  {
    place: 'visit.side',
    key: 'prepaid',
    label: 'prepaid.title',
    icon: 'tag',
    order: 31,
    permission: 'billing.see',
    load: () => import('./prepaid/VisitPrepaid.tsx'),
  },
]
