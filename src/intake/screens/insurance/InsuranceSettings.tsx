import { useApi } from '../../../ui/api/index.ts'
import { Await, Stack } from '../../../ui/kit/index.ts'
import { ClearinghouseForm } from './ClearinghouseForm.tsx'
import { Payers } from './Payers.tsx'

/** How the practice asks payers, and whom. */
export default function InsuranceSettings() {
  const read = useApi('GET /clearinghouse', {})
  return (
    <Stack>
      <Await read={read}>{(house) => <ClearinghouseForm key={house.rowVersion} house={house} />}</Await>
      <Payers />
    </Stack>
  )
}
