import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Button,
  Notice,
  Split,
  confirm,
  notify,
  required,
  useCan,
  useFields,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { AfterPanel } from './AfterPanel.tsx'
import { MoneyPanel } from './MoneyPanel.tsx'
import { OnlinePanel } from './OnlinePanel.tsx'
import { PlacePanel } from './PlacePanel.tsx'
import { ServicePreview } from './ServicePreview.tsx'
import type { Service, ServiceFields } from './service-fields.ts'
import { fieldsOf, inputOf, newFields } from './service-fields.ts'
import { WhatPanel } from './WhatPanel.tsx'
import { WhenPanel } from './WhenPanel.tsx'
import { WhoPanel } from './WhoPanel.tsx'

/** The form of a service with the free times it leads to. Who may not change it reads the same. */
export function ServiceForm({ service }: { service: Service | null }) {
  const { t } = useWords('scheduling')
  const go = useGo()
  const [error, setError] = useState<unknown>(null)
  const form = useFields<ServiceFields>({
    initial: service ? fieldsOf(service) : newFields,
    check: { name: required(t('nameMissing')), durationMinutes: required(t('durationMissing')) },
  })
  const create = useAct('POST /services')
  const edit = useAct('PATCH /services/{id}')
  const archive = useAct('POST /services/{id}/archiving')
  const restore = useAct('POST /services/{id}/restoration')
  const staff = useApi('GET /staff', {})
  const people = (staff.data?.items ?? []).filter((one) => one.isPractitioner)
  const locations = useApi('GET /locations', {})
  const can = useCan()
  const mayEdit = service ? service.can.edit : can('services.manage')

  async function save(values: ServiceFields): Promise<void> {
    setError(null)
    try {
      const input = inputOf(values, service)
      if (service) await edit.do({ id: service.id, rowVersion: service.rowVersion, ...input })
      else await create.do(input)
      notify.done(t('serviceSaved', { name: input.name }))
      if (!service) go('/services')
    } catch (refused) {
      if (!form.refuse(refused)) setError(refused)
    }
  }
  function askArchive(): void {
    if (!service) return
    confirm({
      title: t('archiveTitle', { name: service.name }),
      text: t('archiveText'),
      act: t('archive'),
      onConfirm: async () => {
        await archive.do({ id: service.id })
        notify.undo(t('archived', { name: service.name }), () => restore.do({ id: service.id }))
        go('/services')
      },
    })
  }
  return (
    <form noValidate onSubmit={form.mantine.onSubmit((values) => void save(values))}>
      <Split
        side={
          <div className={classes.preview}>
            {mayEdit && (
              <SaveBar
                service={service}
                busy={create.busy || edit.busy}
                onArchive={askArchive}
                onRestore={() => restore.do({ id: service?.id ?? '' })}
              />
            )}
            <Notice of={error} />
            <ServicePreview service={service} values={form.values} />
          </div>
        }
      >
        <fieldset disabled={!mayEdit} className={classes.fields}>
          <WhatPanel form={form} />
          <WhenPanel form={form} />
          <WhoPanel form={form} people={people} />
          <PlacePanel form={form} locations={locations.data?.items ?? []} />
          <OnlinePanel form={form} service={service} />
          <MoneyPanel form={form} />
          <AfterPanel form={form} />
        </fieldset>
      </Split>
    </form>
  )
}

interface SaveBarProps {
  service: Service | null
  busy: boolean
  onArchive: () => void
  onRestore: () => unknown
}

/** Beside the form, so that it never lies over a field. */
function SaveBar({ service, busy, onArchive, onRestore }: SaveBarProps) {
  const { t } = useWords('scheduling')
  return (
    <div className={classes.saveBar}>
      {service && !service.archivedAt && (
        <Button kind="quiet" icon="archive" onClick={onArchive}>
          {t('archive')}
        </Button>
      )}
      {service?.archivedAt && (
        <Button icon="undo" onClick={onRestore}>
          {t('offerAgain')}
        </Button>
      )}
      <Button kind="main" icon="check" submit busy={busy}>
        {t('save')}
      </Button>
    </div>
  )
}
