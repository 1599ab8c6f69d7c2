import { useApi } from '../../../ui/api/index.ts'
import { Await, Loading, Page, usePathParams, useWords } from '../../../ui/kit/index.ts'
import { ServiceForm } from './ServiceForm.tsx'

/** One service: its rules, who gives it, where and with what; what they lead to stands beside. */
export default function ServiceScreen() {
  const { t } = useWords('scheduling')
  const { id = 'new' } = usePathParams()
  const isNew = id === 'new'
  const service = useApi('GET /services/{id}', { id }, { when: !isNew })
  const crumbs = [{ label: t('services'), to: '/services' }]
  if (isNew) {
    return (
      <Page title={t('newService')} crumbs={crumbs} width="full">
        <ServiceForm service={null} />
      </Page>
    )
  }
  return (
    <Page title={service.data?.name ?? t('service')} crumbs={crumbs} width="full">
      <Await read={service} loading={<Loading lines={10} />}>
        {(found) => <ServiceForm key={found.rowVersion} service={found} />}
      </Await>
    </Page>
  )
}
