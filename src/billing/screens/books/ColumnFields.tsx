import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  MultiSelectField,
  Panel,
  Row,
  SelectField,
  Stack,
  useWords,
} from '../../../ui/kit/index.ts'

export type BankMap = NonNullable<Returns<'POST /bank-accounts/{id}/file-readings'>['map']>
const FORMATS = [
  'iso',
  'dd.MM.yyyy',
  'dd.MM.yy',
  'd.M.yyyy',
  'MM/dd/yyyy',
  'dd/MM/yyyy',
  'M/d/yyyy',
  'd/M/yyyy',
  'yyyyMMdd',
  'dd MMM yyyy',
  'dd-MM-yyyy',
]
const EMPTY: BankMap = {
  hasHead: true,
  day: '',
  dayFormat: 'iso',
  amount: null,
  credit: null,
  debit: null,
  sign: null,
  mark: '.',
  counterparty: null,
  purpose: [],
  reference: null,
  id: null,
  currency: null,
}

interface ColumnProps {
  columns: string[]
  map: BankMap | null
  onTry: (map: BankMap) => void
}

/** Which column of the bank's file holds what. */
export function ColumnFields({ columns, map, onTry }: ColumnProps) {
  const { t } = useWords('billing')
  const [chosen, setChosen] = useState<BankMap>(
    map ?? { ...EMPTY, day: columns[0] ?? '', hasHead: !columns[0]?.startsWith('Column ') },
  )
  const set = (more: Partial<BankMap>) => setChosen({ ...chosen, ...more })
  const choices = columns.map((value) => ({ value, label: value }))
  const pick = (field: 'amount' | 'credit' | 'debit' | 'sign' | 'counterparty' | 'reference') => (
    <SelectField
      key={field}
      label={t(`books.bank.column.${field}`)}
      clearable
      choices={choices}
      value={chosen[field]}
      onChange={(value: string | null) => set({ [field]: value })}
    />
  )
  const formats = FORMATS.includes(chosen.dayFormat) ? FORMATS : [chosen.dayFormat, ...FORMATS]
  return (
    <Panel title={t('books.bank.columns')}>
      <Stack>
        <Columns of={3}>
          <SelectField
            label={t('books.bank.column.day')}
            choices={choices}
            value={chosen.day}
            onChange={(value: string | null) => set({ day: value ?? chosen.day })}
          />
          <SelectField
            label={t('books.bank.column.dayFormat')}
            choices={formats.map((value) => ({ value, label: value }))}
            value={chosen.dayFormat}
            onChange={(value: string | null) => set({ dayFormat: value ?? 'iso' })}
          />
          <SelectField
            label={t('books.bank.column.mark')}
            choices={[
              { value: '.', label: '1,234.56' },
              { value: ',', label: '1.234,56' },
            ]}
            value={chosen.mark}
            onChange={(value: string | null) => set({ mark: value === ',' ? ',' : '.' })}
          />
          {(['amount', 'credit', 'debit', 'sign', 'counterparty', 'reference'] as const).map(pick)}
        </Columns>
        <MultiSelectField
          label={t('books.bank.column.purpose')}
          choices={choices}
          value={chosen.purpose}
          onChange={(value: string[]) => set({ purpose: value })}
        />
        <Row justify="end">
          <Button icon="show" onClick={() => onTry(chosen)}>
            {t('books.bank.tryColumns')}
          </Button>
        </Row>
      </Stack>
    </Panel>
  )
}
