interface EstimateWords {
  estimate: string
  goodFaith: string
  number: string
  position: string
  validUntil: string
  diagnoses: string
  total: string
  accepted: string
  goodUntil: (day: string) => string
  providers: (names: string) => string
  plainText: string
  goodFaithText: string
}

/** What is printed on estimates. The good faith wording follows the notice that 45 CFR 149.610 asks for. */
export const estimateWords: Record<'en' | 'de', EstimateWords> = {
  en: {
    estimate: 'Estimate',
    goodFaith: 'Good Faith Estimate',
    number: 'Estimate no.',
    position: 'No.',
    validUntil: 'Good until',
    diagnoses: 'Diagnosis codes',
    total: 'Expected total',
    accepted: 'Accepted',
    goodUntil: (day) => `This estimate is good until ${day}.`,
    providers: (names) => `Providers: ${names}.`,
    plainText:
      'This is what we expect the services above to cost. If more is needed, we tell you before. It is not a bill.',
    goodFaithText: [
      'This Good Faith Estimate shows the costs of items and services that are reasonably expected for your health care needs. It is based on information known at the time it was made, and does not include unknown or unexpected costs that may arise during treatment. You could be charged more if complications or special circumstances occur.',
      'If you are billed for $400 or more above this estimate, you have the right to dispute the bill: you may ask us to update it to match the estimate, to negotiate it, or ask if financial help is available. You may also start a dispute resolution process with the U.S. Department of Health and Human Services within 120 calendar days of the date on the original bill. To learn more, go to www.cms.gov/nosurprises or call 1-800-985-3059.',
      'There may be additional items or services recommended as part of the course of care that must be scheduled or requested separately. This estimate is not a contract and does not oblige you to obtain the services listed. Keep a copy in a safe place or take a picture of it; you may need it if you are billed a higher amount.',
    ].join('\n\n'),
  },
  de: {
    estimate: 'Kostenvoranschlag',
    goodFaith: 'Kostenvoranschlag (Good Faith Estimate)',
    number: 'Voranschlag Nr.',
    position: 'Nr.',
    validUntil: 'Gültig bis',
    diagnoses: 'Diagnosen',
    total: 'Voraussichtlich',
    accepted: 'Angenommen',
    goodUntil: (day) => `Dieser Voranschlag gilt bis ${day}.`,
    providers: (names) => `Behandelnde: ${names}.`,
    plainText:
      'So viel werden die genannten Leistungen voraussichtlich kosten. Wird mehr nötig, sagen wir es Ihnen vorher. Dies ist keine Rechnung.',
    goodFaithText: [
      'Dieser Kostenvoranschlag nennt die Kosten, die nach heutigem Wissen für Ihre Behandlung zu erwarten sind. Unvorhergesehenes ist nicht enthalten; treten Komplikationen oder besondere Umstände ein, kann es mehr werden.',
      'Liegt die Rechnung um 400 US-Dollar oder mehr über diesem Voranschlag, können Sie sie bestreiten: Sie können uns bitten, sie anzupassen, darüber verhandeln oder nach finanzieller Hilfe fragen, oder binnen 120 Kalendertagen nach dem Datum der Rechnung ein Streitverfahren beim Gesundheitsministerium der USA beginnen (www.cms.gov/nosurprises, Telefon 1-800-985-3059).',
      'Weitere Leistungen können empfohlen werden und sind gesondert zu vereinbaren. Dieser Voranschlag ist kein Vertrag und verpflichtet Sie zu nichts. Bewahren Sie eine Kopie auf.',
    ].join('\n\n'),
  },
}
