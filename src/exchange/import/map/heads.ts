/** A column's name as it is compared: small letters and digits. */
export function headKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** What other programs call the columns of people; the first that the file has is taken. */
export const CLIENT_HEADS: Record<string, readonly string[]> = {
  id: [
    'patientid',
    'clientid',
    'patientguid',
    'externalid',
    'pid',
    'contactid',
    'patientennummer',
    'kundennummer',
  ],
  givenName: ['firstname', 'givenname', 'forename', 'vorname', 'prenom', 'nombre'],
  familyName: ['lastname', 'surname', 'familyname', 'nachname', 'familienname', 'nom', 'apellidos'],
  fullName: ['fullname', 'clientname', 'patientname', 'client', 'patient', 'name', 'kunde', 'subject'],
  preferredName: ['preferredname', 'nickname', 'rufname'],
  email: ['email', 'emailaddress', 'mail', 'emailadresse'],
  phone: [
    'mobilephone',
    'mobile',
    'cellphone',
    'phone',
    'primaryphone',
    'phonenumber',
    'telephone',
    'telefon',
    'handy',
    'mobil',
  ],
  bornOn: ['birthdate', 'dateofbirth', 'dob', 'birthday', 'born', 'geburtsdatum', 'geburtstag'],
  street: ['streetaddress', 'businessstreet', 'street', 'address', 'address1', 'strasse', 'anschrift'],
  city: ['city', 'businesscity', 'town', 'ort', 'stadt'],
  region: ['provincestate', 'state', 'businessstate', 'province', 'region'],
  postcode: ['postal', 'zip', 'zipcode', 'postcode', 'postalcode', 'businesspostalcode', 'plz'],
  notes: ['notes', 'note', 'notizen', 'comments'],
}

/** The same for visits. */
export const VISIT_HEADS: Record<string, readonly string[]> = {
  id: ['appointmentid', 'visitid', 'bookingid', 'eventid', 'terminnummer'],
  day: ['startdate', 'appointmentday', 'appointmentdate', 'date', 'day', 'datum', 'visitdate'],
  time: ['time', 'appointmenttime', 'uhrzeit', 'beginn'],
  startsAt: ['starttime', 'startsat', 'start', 'startdatetime', 'appointmentstart', 'begin'],
  endsAt: ['endtime', 'endsat', 'end', 'enddatetime'],
  endTime: ['endtime', 'ende'],
  minutes: ['duration', 'minutes', 'durationminutes', 'length', 'dauer'],
  service: ['type', 'service', 'appointmenttype', 'treatment', 'servicename', 'leistung', 'behandlung'],
  practitioner: [
    'calendar',
    'practitioner',
    'provider',
    'staff',
    'clinician',
    'therapist',
    'doctor',
    'behandler',
    'mitarbeiter',
  ],
  location: ['location', 'neighbourhood', 'clinic', 'site', 'standort', 'ort'],
  price: ['appointmentprice', 'price', 'fee', 'amount', 'preis'],
  bookedAt: ['datescheduled', 'scheduledday', 'bookedat', 'createdat', 'created', 'bookedon'],
}
