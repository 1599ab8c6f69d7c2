import { Button, useWords } from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'

/** Books for the client whose page this is. */
export default function BookForClient({ id }: PartProps) {
  const { t } = useWords('scheduling')
  return (
    <Button kind="main" icon="book" to="/calendar" search={{ new: '1', client: id }}>
      {t('book')}
    </Button>
  )
}
