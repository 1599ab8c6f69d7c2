import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Drawer,
  Row,
  Stack,
  Text,
  When,
  notify,
  useWords,
} from '../../../ui/kit/index.ts'
import { differences, type Difference } from './differences.ts'
import type { FormTree } from './form-tree.ts'
import type { Builder } from './use-builder.ts'

interface VersionsProps {
  builder: Builder
  open: boolean
  onClose: () => void
}

/** What was published when; each version can be compared with the draft and taken back. */
export function Versions({ builder, open, onClose }: VersionsProps) {
  const { t } = useWords('intake')
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useApi(
    'GET /forms/{key}/versions',
    { key: builder.key },
    { when: open && builder.basedOn !== null },
  )
  return (
    <Drawer open={open} onClose={onClose} title={t('builder.versions')} size="large">
      {builder.basedOn === null ? (
        <Text tone="soft">{t('builder.neverPublished')}</Text>
      ) : (
        <Stack>
          <Await read={list}>
            {({ items }) => (
              <DataTable
                label={t('builder.versions')}
                rows={items}
                columns={[
                  { key: 'version', title: t('staff.version'), render: (one) => one.version },
                  {
                    key: 'at',
                    title: t('builder.publishedAt'),
                    render: (one) => <When at={one.createdAt} />,
                  },
                  {
                    key: 'answered',
                    title: t('builder.answered'),
                    align: 'right',
                    render: (one) => one.answered,
                  },
                  {
                    key: 'acts',
                    title: '',
                    align: 'right',
                    render: (one) => (
                      <Button small onClick={() => setChosen(one.id)}>
                        {t('builder.compare')}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
          </Await>
          {chosen && <Compare key={chosen} id={chosen} builder={builder} onBack={onClose} />}
        </Stack>
      )}
    </Drawer>
  )
}

function Compare({ id, builder, onBack }: { id: string; builder: Builder; onBack: () => void }) {
  const { t } = useWords('intake')
  const read = useApi('GET /forms/{id}', { id })
  return (
    <Await read={read}>
      {({ version, definition }) => {
        const found = differences(definition as FormTree, builder.form)
        return (
          <Stack gap="tight">
            <Row justify="between">
              <Text>{t('builder.sinceVersion', { version })}</Text>
              <Button
                icon="undo"
                disabled={found.length === 0}
                onClick={() => {
                  builder.change(definition as FormTree)
                  notify.done(t('builder.wentBack', { version }))
                  onBack()
                }}
              >
                {t('builder.goBack', { version })}
              </Button>
            </Row>
            {found.length === 0 && <Text tone="soft">{t('builder.same')}</Text>}
            {found.map((one) => (
              <Changed key={`${one.what} ${one.linkId}`} one={one} />
            ))}
          </Stack>
        )
      }}
    </Await>
  )
}

function Changed({ one }: { one: Difference }) {
  const { t } = useWords('intake')
  const tone = one.what === 'added' ? 'good' : one.what === 'removed' ? 'bad' : 'info'
  return (
    <Row nowrap align="start">
      <Badge tone={tone}>{t(`builder.difference.${one.what}`)}</Badge>
      <Stack gap="none">
        <Text>{one.text}</Text>
        {one.before && (
          <Text tone="soft" size="small">
            {t('builder.was', { text: one.before })}
          </Text>
        )}
      </Stack>
    </Row>
  )
}
