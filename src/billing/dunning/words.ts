/** What a reminder says of an invoice and of its fee, in the languages of clients. */
export const dunningWords = {
  en: {
    fee: 'Reminder fee',
    line: (number: number, due: string, amount: string) => `Invoice ${number}, due ${due}: ${amount}`,
  },
  de: {
    fee: 'Mahngebühr',
    line: (number: number, due: string, amount: string) => `Rechnung ${number}, fällig am ${due}: ${amount}`,
  },
}
