/** What is printed around the figures, in the languages of clients. */
export interface DocumentWords {
  invoice: string
  creditNote: string
  creditNoteNumber: string
  toInvoice: string
  partOf: (whole: string) => string
  creditedBecause: (reason: string) => string
  creditedNote: string
  credited: (number: number, day: string) => string
  creditedAll: string
  receipt: string
  number: string
  invoiceDate: string
  due: string
  client: string
  taxNumber: string
  date: string
  description: string
  quantity: string
  price: string
  amount: string
  net: string
  tax: (rate: string, name: string | null) => string
  includedTax: (rate: string, name: string | null) => string
  shareOf: (whole: string) => string
  discount: (amount: string) => string
  forClient: string
  total: string
  paidBy: (tender: string, day: string) => string
  writtenOff: string
  open: string
  paid: string
  payBy: (day: string) => string
  wasDue: (day: string) => string
  thanks: string
  payOnline: string
  void: string
  voidNote: (number: number) => string
  receivedOn: string
  receivedFrom: string
  method: string
  reference: string
  appliedTo: string
  invoiceNumber: (number: number) => string
  credit: string
  refunded: (day: string) => string
  statement: string
  period: string
  balance: string
  carriedOver: string
  owedOn: (amount: string, day: string) => string
  heldOn: (amount: string, day: string) => string
  settledOn: (day: string) => string
  /** What a kind of entry is called on a statement; `other` for those without a word of their own. */
  entries: Record<string, (number: number | null, tender: string) => string>
  tenders: Record<string, string>
}

const en: DocumentWords = {
  invoice: 'Invoice',
  creditNote: 'Credit note',
  creditNoteNumber: 'Credit note no.',
  toInvoice: 'For invoice',
  partOf: (whole) => `part of ${whole}`,
  creditedBecause: (reason) => `Reason: ${reason}`,
  creditedNote: 'This amount is taken off the invoice. What was paid on it already is kept as your credit.',
  credited: (number, day) => `Credit note ${number}, ${day}`,
  creditedAll: 'All of this invoice was credited. Nothing is owed.',
  receipt: 'Receipt',
  number: 'Invoice no.',
  invoiceDate: 'Date',
  due: 'Due',
  client: 'Client',
  taxNumber: 'Tax no.',
  date: 'Date',
  description: 'Description',
  quantity: 'Qty',
  price: 'Price',
  amount: 'Amount',
  net: 'Subtotal',
  tax: (rate, name) => `${name ?? 'Tax'} ${rate}`,
  includedTax: (rate, name) => `${name ?? 'Tax'} ${rate} (included)`,
  shareOf: (whole) => `share of ${whole}`,
  discount: (amount) => `discount ${amount}`,
  forClient: 'For',
  total: 'Total',
  paidBy: (tender, day) => `Paid ${day}, ${tender}`,
  writtenOff: 'Waived',
  open: 'Amount due',
  paid: 'Paid in full',
  payBy: (day) => `Please pay by ${day}.`,
  wasDue: (day) => `This was due on ${day}. Please pay soon.`,
  thanks: 'This invoice is paid. Thank you.',
  payOnline: 'Pay online by card',
  void: 'Void',
  voidNote: (number) => `This invoice was cancelled by credit note ${number}. Nothing is owed.`,
  receivedOn: 'Received on',
  receivedFrom: 'Received from',
  method: 'Paid by',
  reference: 'Reference',
  appliedTo: 'Used for',
  invoiceNumber: (number) => `Invoice ${number}`,
  credit: 'Your credit',
  refunded: (day) => `Refunded ${day}`,
  statement: 'Statement of account',
  period: 'Period',
  balance: 'Balance',
  carriedOver: 'Carried over',
  owedOn: (amount, day) => `${amount} was owed on ${day}. Thank you for paying what is due.`,
  heldOn: (amount, day) => `On ${day} we held ${amount} for you.`,
  settledOn: (day) => `On ${day} nothing was owed. Thank you.`,
  entries: {
    invoice: (number) => `Invoice ${number}`,
    credit_note: (number) => `Credit note ${number}`,
    payment: (_, tender) => `Payment, ${tender}`,
    payment_reversal: () => 'Payment taken back',
    refund: () => 'Refund',
    refund_failed: () => 'Refund that did not go through',
    write_off: () => 'Waived',
    write_off_reversal: () => 'Owed again',
    deposit_held: () => 'Held as deposit',
    deposit_released: () => 'Deposit released',
    other: () => 'Correction',
  },
  tenders: {
    cash: 'cash',
    card_terminal: 'card',
    bank_transfer: 'bank transfer',
    cheque: 'cheque',
    online: 'card online',
    other: 'other',
    package: 'package',
    gift_card: 'gift card',
  },
}

const de: DocumentWords = {
  invoice: 'Rechnung',
  creditNote: 'Gutschrift',
  creditNoteNumber: 'Gutschrift Nr.',
  toInvoice: 'Zu Rechnung',
  partOf: (whole) => `Teil von ${whole}`,
  creditedBecause: (reason) => `Grund: ${reason}`,
  creditedNote:
    'Um diesen Betrag wird die Rechnung gemindert. Was darauf schon bezahlt war, bleibt Ihnen als Guthaben erhalten.',
  credited: (number, day) => `Gutschrift ${number} vom ${day}`,
  creditedAll: 'Diese Rechnung ist ganz gutgeschrieben. Es ist nichts offen.',
  receipt: 'Quittung',
  number: 'Rechnungsnr.',
  invoiceDate: 'Datum',
  due: 'Zahlbar bis',
  client: 'Kunde',
  taxNumber: 'Steuernr.',
  date: 'Datum',
  description: 'Leistung',
  quantity: 'Menge',
  price: 'Einzelpreis',
  amount: 'Betrag',
  net: 'Zwischensumme',
  tax: (rate, name) => `${name ?? 'USt.'} ${rate}`,
  includedTax: (rate, name) => `darin ${name ?? 'USt.'} ${rate}`,
  shareOf: (whole) => `Anteil an ${whole}`,
  discount: (amount) => `Rabatt ${amount}`,
  forClient: 'Für',
  total: 'Gesamtbetrag',
  paidBy: (tender, day) => `Bezahlt am ${day}, ${tender}`,
  writtenOff: 'Erlassen',
  open: 'Zu zahlen',
  paid: 'Vollständig bezahlt',
  payBy: (day) => `Bitte zahlen Sie bis zum ${day}.`,
  wasDue: (day) => `Diese Rechnung war am ${day} fällig. Bitte zahlen Sie bald.`,
  thanks: 'Diese Rechnung ist bezahlt. Vielen Dank.',
  payOnline: 'Online mit Karte bezahlen',
  void: 'Storniert',
  voidNote: (number) => `Diese Rechnung wurde mit Gutschrift ${number} storniert. Es ist nichts zu zahlen.`,
  receivedOn: 'Erhalten am',
  receivedFrom: 'Erhalten von',
  method: 'Zahlungsart',
  reference: 'Referenz',
  appliedTo: 'Verwendet für',
  invoiceNumber: (number) => `Rechnung ${number}`,
  credit: 'Ihr Guthaben',
  refunded: (day) => `Erstattet am ${day}`,
  statement: 'Kontoauszug',
  period: 'Zeitraum',
  balance: 'Saldo',
  carriedOver: 'Übertrag',
  owedOn: (amount, day) => `Am ${day} waren ${amount} offen. Vielen Dank, dass Sie Fälliges bezahlen.`,
  heldOn: (amount, day) => `Am ${day} hatten Sie ein Guthaben von ${amount}.`,
  settledOn: (day) => `Am ${day} war nichts offen. Vielen Dank.`,
  entries: {
    invoice: (number) => `Rechnung ${number}`,
    credit_note: (number) => `Gutschrift ${number}`,
    payment: (_, tender) => `Zahlung, ${tender}`,
    payment_reversal: () => 'Zahlung zurückgenommen',
    refund: () => 'Erstattung',
    refund_failed: () => 'Erstattung, die nicht ankam',
    write_off: () => 'Erlassen',
    write_off_reversal: () => 'Wieder offen',
    deposit_held: () => 'Als Anzahlung einbehalten',
    deposit_released: () => 'Anzahlung freigegeben',
    other: () => 'Korrektur',
  },
  tenders: {
    cash: 'bar',
    card_terminal: 'Karte',
    bank_transfer: 'Überweisung',
    cheque: 'Scheck',
    online: 'Karte online',
    other: 'anderes',
    package: 'Paket',
    gift_card: 'Gutschein',
  },
}

export const documentWords = { en, de }
