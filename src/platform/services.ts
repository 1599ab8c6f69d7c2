import type { Clock, Random } from './clock.ts'
import type { Files } from './files/files.ts'
import type { Log } from './logging.ts'
import type { Mail } from './mail/mail.ts'
import type { Pdf } from './pdf/pdf.ts'
import type { Settings } from './settings.ts'

/** Everything outside of the process and everything undetermined, behind interfaces: tests and the simulation own them. */
export interface Services {
  clock: Clock
  random: Random
  files: Files
  mail: Mail
  pdf: Pdf
  log: Log
  settings: Settings
}
