import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  CheckField,
  ChoiceField,
  Contact,
  Frame,
  Notice,
  Opening,
  Title,
  useOpenedBy,
  useRead,
  useWords,
  type ProblemError,
  type PublicScreenProps,
  type Returns,
} from '../../../ui/public/index.ts'

type Choices = Returns<'GET /my-preferences'>

/** `/portal/preferences/<token>`: which messages a client gets, and on which channel. */
export default function MyPreferencesScreen({ params }: PublicScreenProps) {
  const { t } = useWords('messages')
  useOpenedBy(params.token)
  const read = useRead('GET /my-preferences', {})
  if (!read.data) return <Opening error={read.error} missing={t('preferences.missing')} />
  const { practice } = read.data
  return (
    <Frame practice={practice.name} foot={<Contact practice={practice} addressLines={[]} />}>
      <Title about={t('preferences.about', { practice: practice.name })}>{t('preferences.title')}</Title>
      <Choose first={read.data} />
    </Frame>
  )
}

function Choose({ first }: { first: Choices }) {
  const { t } = useWords('messages')
  const [choices, setChoices] = useState(first.choices)
  const [preferred, setPreferred] = useState<string>(first.preferred ?? '')
  const [state, setState] = useState<'open' | 'busy' | 'saved'>('open')
  const [error, setError] = useState<ProblemError | null>(null)
  const set = (index: number, allowed: boolean) => {
    setChoices(choices.map((each, at) => (at === index ? { ...each, allowed } : each)))
    setState('open')
  }
  const save = async () => {
    setState('busy')
    setError(null)
    try {
      await call('PUT /my-preferences', { preferred: (preferred || null) as Choices['preferred'], choices })
      setState('saved')
    } catch (problem) {
      setError(asProblem(problem))
      setState('open')
    }
  }
  return (
    <>
      {[...new Set(choices.map(({ purpose }) => purpose))].map((purpose) => (
        <Card key={purpose}>
          <h2>{t(`purpose.${purpose}`)}</h2>
          <p>{t(`purposeText.${purpose}`)}</p>
          {choices.map(
            (each, index) =>
              each.purpose === purpose && (
                <CheckField
                  key={each.channel}
                  label={t(`channel.${each.channel}`)}
                  value={each.allowed}
                  onChange={(allowed) => set(index, allowed)}
                />
              ),
          )}
        </Card>
      ))}
      {first.channels.length > 1 && (
        <ChoiceField
          label={t('preferences.preferred')}
          value={[preferred]}
          onChange={(next: string[]) => {
            setPreferred(next[0] ?? '')
            setState('open')
          }}
          choices={[
            { value: '', label: t('preferences.any') },
            ...first.channels.map((value) => ({ value, label: t(`channel.${value}`) })),
          ]}
        />
      )}
      <p>{t('preferences.always')}</p>
      {error && <Notice of={error} />}
      {state === 'saved' && <Notice tone="good">{t('preferences.saved')}</Notice>}
      <Button kind="main" wide busy={state === 'busy'} onClick={() => void save()}>
        {t('preferences.save')}
      </Button>
    </>
  )
}
