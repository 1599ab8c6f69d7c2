import { Icon } from '../kit/icons.tsx'
import { Menu } from '../kit/actions.tsx'
import { useScheme } from '../kit/kit-provider.tsx'
import { refresh } from '../api/hooks.ts'
import { speak, useWords } from '../words/i18n.ts'
import { languages, type Language } from '../words/language.ts'
import classes from './shell.module.css'

const schemeIcons = { light: 'light', dark: 'dark', auto: 'auto' } as const

export function SchemeMenu() {
  const { t } = useWords()
  const { scheme, setScheme } = useScheme()
  return (
    <Menu
      label={t('theme.label')}
      entries={(['light', 'dark', 'auto'] as const).map((one) => ({
        label: t(`theme.${one}`),
        icon: one === scheme ? 'check' : schemeIcons[one],
        onClick: () => setScheme(one),
      }))}
    >
      <span className={classes.headButton}>
        <Icon name={schemeIcons[scheme]} />
      </span>
    </Menu>
  )
}

/** The server speaks the language of each call: what is on the screen is asked again in the new one. */
export async function changeLanguage(language: Language): Promise<void> {
  await speak(language)
  await refresh()
}

export function LanguageMenu() {
  const { t, language } = useWords()
  return (
    <Menu
      label={t('language')}
      entries={(Object.entries(languages) as [Language, string][]).map(([code, name]) => ({
        label: name,
        icon: code === language ? 'check' : 'language',
        onClick: () => changeLanguage(code),
      }))}
    >
      <span className={classes.headButton}>
        <Icon name="language" />
        <span>{language.toUpperCase()}</span>
      </span>
    </Menu>
  )
}
