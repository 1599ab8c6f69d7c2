import { useAct } from '../../../ui/api/index.ts'
import { Button, Row, Stack, Text, confirm, notify, useMe, useWords } from '../../../ui/kit/index.ts'
import { CopyText } from '../online/CopyText.tsx'
import type { Service } from './service-fields.ts'

/** The address by which a service that is not listed is booked; it can be given anew, which ends the one before. */
export function PrivateLink({ service }: { service: Service | null }) {
  const { t } = useWords('scheduling')
  const { slug } = useMe().practice
  const renew = useAct('POST /services/{id}/link-renewal')
  if (!service?.linkKey)
    return (
      <Text tone="soft" size="small">
        {t('privateLink.afterSaving')}
      </Text>
    )
  const { id, linkKey } = service
  function askRenewal(): void {
    confirm({
      title: t('privateLink.renew'),
      text: t('privateLink.renewText'),
      act: t('privateLink.renewDo'),
      danger: true,
      onConfirm: async () => {
        await renew.do({ id })
        notify.done(t('privateLink.renewed'))
      },
    })
  }
  return (
    <Stack gap="tight">
      <CopyText
        label={t('privateLink.address')}
        text={`${location.origin}/book/${slug}?service=${id}&link=${linkKey}`}
      />
      <Row>
        <Text tone="soft" size="small">
          {t('privateLink.about')}
        </Text>
        {service.can.edit && (
          <Button small onClick={askRenewal}>
            {t('privateLink.renew')}
          </Button>
        )}
      </Row>
    </Stack>
  )
}
