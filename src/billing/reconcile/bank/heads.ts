/** What banks call their columns, without signs and accents, the best first. */
const HEADS = {
  day: `buchungstag buchungsdatum bookingdate bookeddate bookedon postingdate posteddate transactiondate completeddate date datum
    buchung fecha fechaoperacion fechacontable data datacontabile dateoperation datedoperation datecomptable dato boekdatum bokforingsdag
    transaktionsdatum abschlussdatum posted valutadatum valuta valuedate wertstellung starteddate`,
  amount: `amount betrag betrageur betragineur umsatz umsatzineur betragchf transactionamount amountusd amountgbp amounteur value montant importe
    importo bedrag bedrageur belob belopp wert`,
  credit: `credit creditamount haben gutschrift gutschriftinchf gutschriftchf paidin moneyin deposit deposits einzahlung eingang
    creditchf crediteur abono avere entrate credits`,
  debit: `debit debitamount soll lastschrift lastschriftinchf belastung belastungchf belastunginchf paidout moneyout withdrawal withdrawals
    auszahlung ausgang debitchf debiteur cargo dare uscite debits`,
  sign: `sollhaben sh creditdebit debitcredit creditdebitindicator afbij drcr crdr cd kennzeichen`,
  counterparty: `beguenstigterzahlungspflichtiger begunstigterzahlungspflichtiger auftraggeberempfanger auftraggeberempfaenger namezahlungsbeteiligter
    zahlungspflichtiger zahlungspflichtigerr zahlungsempfanger zahlungsempfangerin partnername auftraggeberbegunstigter auftraggeberbeguenstigter auftraggeber empfanger
    empfaenger counterparty counterpartyname payee payer payername naamomschrijving name sender beneficiary partner tegenpartij afsender`,
  purpose: `verwendungszweck vorgangverwendungszweck purpose paymentdetails paymentreference description transactiondescription details memo narrative
    avisierungstext mitteilung mitteilungen mededelingen omschrijving libelle concepto causale text transactiontext tekst buchungstext beschreibung
    beschreibung1 beschreibung2 beschreibung3 information zahlungsgrund originaldescription extendedtext`,
  reference: `endtoendreferenz kundenreferenzendtoend kundenreferenz endtoendid reference referenz checknumber chequenumber checkorslipnumber
    zahlungsreferenz betalingskenmerk`,
  id: `transactionid transaktionsid transaktionsnr fitid uniqueid bankreference entryreference id`,
  currency: `currency wahrung waehrung devise divisa valutakod transactioncurrency`,
} as const
export type BankField = keyof typeof HEADS

const fieldOf = new Map<string, { field: BankField; rank: number }>(
  Object.entries(HEADS).flatMap(([field, words]) =>
    words.split(/\s+/).map((word, rank) => [word, { field: field as BankField, rank }] as const),
  ),
)

/** 'Betrag (€)' → 'betrag', 'Soll/Haben' → 'sollhaben', 'Début' → 'debut'. */
export function plainHead(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}|\([^)]*\)/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Which columns hold what, by their names; of several the best, of words about the purpose all. */
export function fieldsByName(columns: readonly string[]): Map<BankField, string[]> {
  const found = new Map<BankField, { column: string; rank: number }[]>()
  for (const column of columns) {
    const known = fieldOf.get(plainHead(column))
    if (known) found.set(known.field, [...(found.get(known.field) ?? []), { column, rank: known.rank }])
  }
  return new Map(
    [...found].map(([field, each]) => [
      field,
      each.toSorted((a, b) => a.rank - b.rank).map(({ column }) => column),
    ]),
  )
}

/** Does a row read like the head of a bank's table: a day, and an amount or two? */
export function looksLikeHead(cells: readonly string[]): boolean {
  const fields = fieldsByName(cells)
  return fields.has('day') && (fields.has('amount') || (fields.has('credit') && fields.has('debit')))
}
