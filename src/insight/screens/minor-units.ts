/** Minor units of one major unit (100 for USD, 1 for JPY): charts draw amounts, not cents. */
export function minorUnits(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits
  return 10 ** (digits ?? 2)
}
