import { useWords } from '../words/i18n.ts'
import { Icon } from './icons.tsx'
import classes from './kit.module.css'
import { Badge } from './status.tsx'
import { useFormat } from './values.tsx'

interface ShownFile {
  name: string
  size: number
  pages: number | null
  scan: 'not_scanned' | 'clean' | 'infected' | 'failed'
}

interface FileLinkProps {
  file: ShownFile
  href: string
}

/** A kept file wherever it is named: to save, with its size and whether a scanner looked. What was found can't be opened. */
export function FileLink({ file, href }: FileLinkProps) {
  const isFound = file.scan === 'infected'
  return (
    <span className={classes.fileLink}>
      <Icon name="file" size={15} />
      {isFound ? (
        <s>{file.name}</s>
      ) : (
        <a href={href} download={file.name}>
          {file.name}
        </a>
      )}
      <FileSize file={file} />
      <ScanState scan={file.scan} />
    </span>
  )
}

function FileSize({ file: { size, pages } }: { file: ShownFile }) {
  const { t } = useWords()
  const { number } = useFormat()
  const kilobytes = Math.max(1, Math.round(size / 1024))
  const bytes =
    kilobytes < 1024 ? `${number(kilobytes)} kB` : `${number(Math.round(kilobytes / 102.4) / 10)} MB`
  return (
    <small className={classes.fileFacts}>
      {pages ? `${t('keptFile.pages', { count: pages })} · ${bytes}` : bytes}
    </small>
  )
}

const tones = { not_scanned: 'calm', clean: 'good', infected: 'bad', failed: 'warn' } as const
const icons = { not_scanned: 'info', clean: 'check', infected: 'alert', failed: 'alert' } as const

/** Whether a scanner looked at a file, in words. */
export function ScanState({ scan }: { scan: ShownFile['scan'] }) {
  const { t } = useWords()
  return (
    <Badge tone={tones[scan]} icon={icons[scan]}>
      {t(`keptFile.scan.${scan}`)}
    </Badge>
  )
}
