import { useApi } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  DataTable,
  EmptyState,
  Await,
  Money,
  Page,
  Panel,
  SwitchField,
  Toolbar,
  useCan,
  useGo,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { Swatch } from './Swatch.tsx'

/** What can be booked here. */
export default function ServicesScreen() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const go = useGo()
  const [url, setUrl] = useUrlState({ archived: '' })
  const read = useApi('GET /services', url.archived ? { archived: 'true' } : {}, { keep: true })
  const newButton = can('services.manage') && (
    <Button kind="main" icon="add" to="/services/new">
      {t('newService')}
    </Button>
  )
  return (
    <Page title={t('services')} about={t('servicesAbout')} actions={newButton}>
      <Toolbar
        end={
          <SwitchField
            label={t('showArchived')}
            value={url.archived === '1'}
            onChange={(on: boolean) => setUrl({ archived: on ? '1' : '' })}
          />
        }
      />
      <Panel flush>
        <Await read={read}>
          {({ items }) => (
            <DataTable
              label={t('services')}
              rows={items}
              onOpen={(service) => go(`/services/${service.id}`)}
              rowTone={(service) => (service.archivedAt ? 'soft' : undefined)}
              empty={
                <EmptyState
                  icon="tag"
                  title={t('noServices')}
                  text={t('noServicesText')}
                  action={newButton}
                />
              }
              columns={[
                {
                  key: 'name',
                  title: t('service'),
                  sort: (service) => service.name,
                  render: (service) => (
                    <span className={classes.serviceName}>
                      <Swatch color={service.color} />
                      <span>
                        <b>{service.name}</b>
                        {service.category && <small>{service.category}</small>}
                      </span>
                    </span>
                  ),
                },
                {
                  key: 'length',
                  title: t('length'),
                  sort: (service) => service.durationMinutes,
                  render: (service) => <span className={classes.when}>{lengthText(service, t('min'))}</span>,
                },
                {
                  key: 'price',
                  title: t('price'),
                  align: 'right',
                  sort: (service) => service.priceMinor,
                  render: (service) => <Money of={service.priceMinor} />,
                },
                {
                  key: 'who',
                  title: t('who'),
                  wideOnly: true,
                  render: (service) =>
                    service.practitioners.map((who) => who.name.split(' ')[0]).join(', ') || '–',
                },
                {
                  key: 'online',
                  title: t('source.online'),
                  wideOnly: true,
                  render: (service) =>
                    service.bookableOnline ? (
                      <Badge tone="good" icon="web">
                        {t(service.linkOnly ? 'privateLink.short' : 'onlineYes')}
                      </Badge>
                    ) : (
                      <Badge>{t('onlineNo')}</Badge>
                    ),
                },
              ]}
            />
          )}
        </Await>
      </Panel>
    </Page>
  )
}

/** "45 min", with the minutes that are kept free around it. */
function lengthText(
  {
    durationMinutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
  }: { durationMinutes: number; bufferBeforeMinutes: number; bufferAfterMinutes: number },
  min: string,
): string {
  const buffers = bufferBeforeMinutes + bufferAfterMinutes
  return `${durationMinutes}${buffers > 0 ? ` + ${buffers}` : ''} ${min}`
}
