import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  IconButton,
  notify,
  Row,
  SelectField,
  Stack,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'

interface Diagnosis {
  code: string
  label: string | null
}

/** What a visit was for, the main diagnosis first: the part beside a visit. */
export default function VisitDiagnoses({ id }: PartProps) {
  const read = useApi('GET /appointments/{id}/diagnoses', { id })
  return <Await read={read}>{({ items }) => <Editor id={id} items={items} />}</Await>
}

function Editor({ id, items }: { id: string; items: Diagnosis[] }) {
  const { t } = useWords('billing')
  const save = useAct('PUT /appointments/{id}/diagnoses')
  const [typed, setTyped] = useState('')
  const codes = useApi(
    'GET /billing-codes',
    { kind: 'diagnosis', q: typed },
    { keep: true, when: typed.trim().length > 1 },
  )
  const keep = (next: Diagnosis[]) => save.do({ id, items: next }).then(() => setTyped(''), notify.problem)
  const known = typed.trim().length > 1 ? (codes.data?.items ?? []) : []
  const own = typed.trim().toUpperCase()
  // A code that no imported set holds can be typed as it is.
  const choices = [
    ...known.map((one) => ({ value: one.code, label: `${one.code} ${one.label}` })),
    ...(/^[A-Z]\d[\dA-Z.]{1,6}$/.test(own) && !known.some((one) => one.code === own)
      ? [{ value: own, label: own }]
      : []),
  ]
  return (
    <Stack gap="tight">
      {items.map((one, index) => (
        <Row key={one.code} justify="between" nowrap>
          <Text size="small">
            {index + 1}. <strong>{one.code}</strong> {one.label}
          </Text>
          <IconButton
            icon="close"
            label={t('superbills.removeDiagnosis', { code: one.code })}
            onClick={() => keep(items.filter((other) => other.code !== one.code))}
          />
        </Row>
      ))}
      <SelectField
        label={t('superbills.addDiagnosis')}
        search
        placeholder="M54.5"
        nothing={t('superbills.typeCode')}
        choices={choices.filter((one) => !items.some((other) => other.code === one.value))}
        value={null}
        onSearch={setTyped}
        onChange={(code: string | null) =>
          code && keep([...items, { code, label: known.find((one) => one.code === code)?.label ?? null }])
        }
      />
      {items.length > 1 && (
        <Row>
          <Button small kind="quiet" onClick={() => keep([...items.slice(1), items[0]!])}>
            {t('superbills.nextIsMain')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}
