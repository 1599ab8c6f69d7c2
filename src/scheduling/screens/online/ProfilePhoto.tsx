import { useRef, useState } from 'react'
import { call, refresh, useAct, type Returns } from '../../../ui/api/index.ts'
import { Initials, Menu, notify, useCan, useWords } from '../../../ui/kit/index.ts'
import classes from './online.module.css'

type Profile = Returns<'GET /online-booking'>['profiles'][number]

/** The picture that clients see; whoever may, chooses another one or takes it away. */
export function ProfilePhoto({ profile: { practitionerId: id, name, photo } }: { profile: Profile }) {
  const { t } = useWords('scheduling')
  const may = useCan()('online.manage')
  const chooser = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const remove = useAct('DELETE /practitioners/{id}/photo', { refresh: ['GET /online-booking'] })

  async function upload(file: File): Promise<void> {
    setBusy(true)
    try {
      await call('PUT /practitioners/{id}/photo', { id }, { file })
      await refresh('GET /online-booking')
      notify.done(t('online.photo.saved'))
    } catch (error) {
      notify.problem(error)
    } finally {
      setBusy(false)
    }
  }
  const shown = (
    <span className={classes.photo} aria-busy={busy || undefined}>
      <Initials name={name} size={44} picture={photo} />
    </span>
  )
  if (!may) return shown
  return (
    <>
      <Menu
        label={t('online.photo.of', { name })}
        entries={[
          {
            label: t(photo ? 'online.photo.other' : 'online.photo.choose'),
            icon: 'upload',
            onClick: () => chooser.current?.click(),
          },
          photo !== null && {
            label: t('online.photo.remove'),
            icon: 'close',
            onClick: () => void remove.do({ id }).catch(notify.problem),
          },
        ]}
      >
        {shown}
      </Menu>
      <input
        ref={chooser}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t('online.photo.of', { name })}
        accept="image/jpeg,image/png,image/webp"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void upload(file)
        }}
      />
    </>
  )
}
