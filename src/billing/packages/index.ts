import { problem } from '../../platform/problem.ts'
import * as gift from '../gift/operations.ts'
import { billMemberships } from '../memberships/bill.ts'
import * as memberships from '../memberships/operations.ts'
import { expireSweep } from './ending.ts'
import * as packages from './operations.ts'
import * as close from '../close/operations.ts'
import * as shop from '../shop/operations.ts'
import * as receipts from '../shop/receipt-operations.ts'
import { outOfStock } from '../shop/stock.ts'

const { GiftCardView: _card, GIFT_STATES: _states, ...giftOperations } = gift

/** All that is sold to be used later, and what is sold over the counter: for the slice's list. */
export const PREPAID_OPERATIONS = [
  ...Object.values(packages),
  ...Object.values(memberships),
  ...Object.values(giftOperations),
  ...Object.values(shop),
  ...Object.values(receipts),
  ...Object.values(close),
]

export const prepaidSweeps = [expireSweep, billMemberships]

export const prepaidConstraints = {
  client_package_range: () =>
    problem(409, 'changed_meanwhile', 'This package was just used for another visit. Please look again.'),
  membership_visits_range: () =>
    problem(409, 'changed_meanwhile', 'The last visit of this membership was just used. Please look again.'),
  stock_not_negative: outOfStock,
  product_sku_once: () => problem(409, 'sku_taken', 'Another product has this SKU.'),
  product_barcode_once: () => problem(409, 'barcode_taken', 'Another product has this barcode.'),
  gift_card_range: () =>
    problem(409, 'gift_card_short', 'Somebody just paid with this gift card. Look at what is left on it.'),
}
