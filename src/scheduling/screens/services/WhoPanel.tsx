import type { Fields } from '../../../ui/kit/index.ts'
import {
  CheckField,
  MoneyField,
  NumberField,
  Panel,
  Text,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { ServiceFields, Terms } from './service-fields.ts'

interface WhoPanelProps {
  form: Fields<ServiceFields>
  people: { id: string; name: string }[]
}

/** Who gives it; length and price of their own where they differ. */
export function WhoPanel({ form, people }: WhoPanelProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const given = form.values.practitioners
  function setGives(id: string, gives: boolean): void {
    const { [id]: _gone, ...others } = given
    form.set({
      practitioners: gives ? { ...others, [id]: { durationMinutes: null, priceMinor: null } } : others,
    })
  }
  function setTerms(id: string, terms: Partial<Terms>): void {
    const before = given[id]
    if (before) form.set({ practitioners: { ...given, [id]: { ...before, ...terms } } })
  }
  return (
    <Panel title={t('panel.who')}>
      {people.length === 0 && <Text tone="soft">{t('noPractitioners')}</Text>}
      {people.map(({ id, name }) => {
        const terms = given[id]
        return (
          <div key={id} className={classes.whoRow}>
            <CheckField
              label={name}
              value={Boolean(terms)}
              onChange={(gives: boolean) => setGives(id, gives)}
            />
            {terms && (
              <>
                <NumberField
                  label={t('lengthOf', { name })}
                  hideLabel
                  min={1}
                  max={1440}
                  step={5}
                  unit={t('min')}
                  placeholder={`${form.values.durationMinutes ?? ''} ${t('min')}`}
                  value={terms.durationMinutes}
                  onChange={(durationMinutes: number | null) => setTerms(id, { durationMinutes })}
                />
                <MoneyField
                  label={t('priceOf', { name })}
                  hideLabel
                  placeholder={format.money(form.values.priceMinor ?? 0)}
                  value={terms.priceMinor}
                  onChange={(priceMinor: number | null) => setTerms(id, { priceMinor })}
                />
              </>
            )}
          </div>
        )
      })}
    </Panel>
  )
}
