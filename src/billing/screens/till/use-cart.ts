import { useState } from 'react'
import type { Returns, Takes } from '../../../ui/api/index.ts'

export type Product = Returns<'GET /products'>['items'][number]
export type PackageType = Returns<'GET /package-types'>['items'][number]
type Wish = Takes<'POST /till/sales'>['lines'][number]

/** A line as it lies in the cart: what is sent, and the name that is shown. */
export interface CartLine {
  key: string
  name: string
  wish: Wish
}

export interface Cart {
  lines: CartLine[]
  addProduct(product: Product): void
  addPackage(type: PackageType): void
  addGiftCard(
    wish: { amountMinor: number; recipient: string | null; validMonths: number | null },
    name: string,
  ): void
  setQuantity(key: string, quantity: number): void
  setDiscount(key: string, discount: { basisPoints: number; reason: string } | null): void
  /** Takes the prices that count now. */
  takePrices(now: { id: string | null; unitPriceMinor: number }[]): void
  remove(key: string): void
  clear(): void
}

const change = (lines: CartLine[], key: string, to: (line: CartLine) => CartLine) =>
  lines.map((line) => (line.key === key ? to(line) : line))

/** What somebody is buying; kept on the screen until it is paid. */
export function useCart(): Cart {
  const [lines, setLines] = useState<CartLine[]>([])
  const setProduct = (key: string, more: object) =>
    setLines((now) => change(now, key, (line) => ({ ...line, wish: { ...line.wish, ...more } as Wish })))
  return {
    lines,
    addProduct: (product) =>
      setLines((now) => {
        const key = `product ${product.id}`
        const known = now.find((line) => line.key === key)
        if (known?.wish.what === 'product') {
          const { wish } = known
          return change(now, key, (line) => ({ ...line, wish: { ...wish, quantity: wish.quantity + 1 } }))
        }
        const wish: Wish = {
          what: 'product',
          productId: product.id,
          quantity: 1,
          unitPriceMinor: product.priceMinor,
        }
        return [...now, { key, name: product.name, wish }]
      }),
    addPackage: (type) =>
      setLines((now) => [
        ...now,
        {
          key: `package ${type.id} ${now.length}`,
          name: type.name,
          wish: { what: 'package', typeId: type.id, unitPriceMinor: type.priceMinor },
        },
      ]),
    addGiftCard: (wish, name) =>
      setLines((now) => [...now, { key: `gift ${now.length}`, name, wish: { what: 'gift_card', ...wish } }]),
    setQuantity: (key, quantity) => setProduct(key, { quantity }),
    setDiscount: (key, discount) => setProduct(key, { discount }),
    takePrices: (now) =>
      setLines((all) =>
        all.map((line, index) =>
          line.wish.what === 'gift_card'
            ? line
            : {
                ...line,
                wish: {
                  ...line.wish,
                  unitPriceMinor: now[index]?.unitPriceMinor ?? line.wish.unitPriceMinor,
                },
              },
        ),
      ),
    remove: (key) => setLines((now) => now.filter((line) => line.key !== key)),
    clear: () => setLines([]),
  }
}
