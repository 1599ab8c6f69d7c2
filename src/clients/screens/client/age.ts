/** Whole years on a day (today when left out); both are 'YYYY-MM-DD'. */
export function ageOn(bornOn: string, day: string = new Date().toISOString().slice(0, 10)): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}
