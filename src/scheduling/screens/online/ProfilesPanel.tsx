import { useAct, type Returns } from '../../../ui/api/index.ts'
import {
  Button,
  MultiSelectField,
  notify,
  Panel,
  Person,
  TextField,
  useCan,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from './online.module.css'
import { ProfilePhoto } from './ProfilePhoto.tsx'

type Profile = Returns<'GET /online-booking'>['profiles'][number]

const offered = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'ru',
  'uk',
  'tr',
  'ar',
  'fa',
  'zh',
  'hi',
  'vi',
  'ja',
  'ko',
]

/** What clients read about each practitioner when they choose. */
export function ProfilesPanel({ profiles }: { profiles: Profile[] }) {
  const { t } = useWords('scheduling')
  return (
    <Panel title={t('online.profiles')} flush>
      {profiles.map((profile) => (
        <ProfileRow key={keyOf(profile)} profile={profile} />
      ))}
    </Panel>
  )
}

// What is typed in a row stays while its picture changes.
function keyOf({ practitionerId, about, languages }: Profile): string {
  return JSON.stringify([practitionerId, about, languages])
}

function ProfileRow({ profile }: { profile: Profile }) {
  const { t, language } = useWords('scheduling')
  const can = useCan()
  const save = useAct('PUT /practitioners/{id}/booking-profile')
  const form = useFields({ initial: { about: profile.about ?? '', languages: profile.languages } })
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const codes = [...new Set([...offered, ...profile.languages])]
  const isChanged =
    form.values.about !== (profile.about ?? '') || String(form.values.languages) !== String(profile.languages)
  async function keep(): Promise<void> {
    try {
      const { about, languages } = form.values
      await save.do({ id: profile.practitionerId, about: about.trim() || null, languages })
      notify.done(t('online.saved'))
    } catch (error) {
      notify.problem(error)
    }
  }
  return (
    <div className={classes.profile}>
      <ProfilePhoto profile={profile} />
      <Person
        name={profile.name}
        plain
        about={profile.bookableOnline ? (profile.title ?? undefined) : t('online.notOnline')}
      />
      <TextField
        label={t('online.aboutPerson', { name: profile.name })}
        placeholder={t('online.aboutPlaceholder')}
        hideLabel
        {...form.field('about')}
      />
      <MultiSelectField
        label={t('online.speaks', { name: profile.name })}
        placeholder={t('online.speaksPlaceholder')}
        hideLabel
        choices={codes.map((value) => ({ value, label: names.of(value) ?? value }))}
        {...form.field('languages')}
      />
      {can('online.manage') && (
        <Button
          disabled={!isChanged}
          busy={save.busy}
          onClick={keep}
          label={t('online.saveOf', { name: profile.name })}
        >
          {t('online.save')}
        </Button>
      )}
    </div>
  )
}
