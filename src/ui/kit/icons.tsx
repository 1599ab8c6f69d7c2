import {
  IconAlertTriangle, IconArchive, IconArrowBackUp, IconArrowLeft, IconArrowRight, IconBell, IconBolt, IconBuilding,
  IconCalendar, IconCalendarPlus, IconCash, IconChartBar, IconCheck, IconChecklist, IconChevronDown,
  IconChevronLeft, IconChevronRight, IconChevronUp, IconCircleCheck, IconCircleDashed, IconCircleX, IconClipboardText, IconClock,
  IconClockPause, IconCopy, IconCreditCard, IconDeviceDesktop, IconDeviceMobile, IconDoor, IconDots, IconDownload, IconEdit, IconExternalLink, IconEye,
  IconEyeOff, IconFile, IconFileInvoice, IconFileText, IconFilter, IconFlag, IconForms, IconGridDots, IconHeartHandshake, IconHelp,
  IconHistory, IconHome, IconInbox, IconInfoCircle, IconKey, IconKeyboard, IconLanguage, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconLink, IconList,
  IconLock, IconLogout, IconMail, IconMapPin, IconMenu2, IconMessage, IconMoon, IconNotes, IconPhone, IconPhoto,
  IconPlus, IconPrinter, IconReceipt, IconRefresh, IconRobot, IconSearch, IconSend, IconSettings, IconShieldLock, IconSignature,
  IconStar, IconStethoscope, IconSun, IconSunMoon, IconTag, IconTool, IconTrash, IconUpload, IconUser, IconUserCheck,
  IconUserOff, IconUserPlus, IconUsers, IconUsersGroup, IconWalk, IconWifiOff, IconWorld, IconX,
} from '@tabler/icons-react' // prettier-ignore

// The icons of the house by what they stand for: a screen names one, nobody picks pictures one by one.
const icons = {
  add: IconPlus, alert: IconAlertTriangle, archive: IconArchive, undo: IconArrowBackUp, back: IconArrowLeft,
  forward: IconArrowRight, bell: IconBell, automation: IconBolt, location: IconBuilding, calendar: IconCalendar,
  book: IconCalendarPlus, cash: IconCash, chart: IconChartBar, check: IconCheck, tasks: IconChecklist,
  down: IconChevronDown, up: IconChevronUp, previous: IconChevronLeft, next: IconChevronRight, done: IconCircleCheck,
  open: IconCircleDashed, refused: IconCircleX, form: IconClipboardText, clock: IconClock, waiting: IconClockPause,
  copy: IconCopy, card: IconCreditCard, computer: IconDeviceDesktop, phone: IconDeviceMobile, room: IconDoor, more: IconDots, download: IconDownload,
  edit: IconEdit, external: IconExternalLink, show: IconEye, hide: IconEyeOff, file: IconFile,
  invoice: IconFileInvoice, note: IconNotes, document: IconFileText, filter: IconFilter, flag: IconFlag, fields: IconForms, apps: IconGridDots, care: IconHeartHandshake,
  help: IconHelp, history: IconHistory, home: IconHome, inbox: IconInbox, info: IconInfoCircle, key: IconKey,
  keyboard: IconKeyboard, language: IconLanguage, collapse: IconLayoutSidebarLeftCollapse, expand: IconLayoutSidebarLeftExpand, link: IconLink, list: IconList, lock: IconLock,
  signOut: IconLogout, mail: IconMail, place: IconMapPin, menu: IconMenu2, message: IconMessage, dark: IconMoon,
  call: IconPhone, photo: IconPhoto, print: IconPrinter, receipt: IconReceipt, refresh: IconRefresh, robot: IconRobot, search: IconSearch,
  send: IconSend, settings: IconSettings, security: IconShieldLock, sign: IconSignature, star: IconStar,
  visit: IconStethoscope, light: IconSun, auto: IconSunMoon, tag: IconTag, equipment: IconTool, remove: IconTrash,
  upload: IconUpload, person: IconUser, arrived: IconUserCheck, noShow: IconUserOff, addPerson: IconUserPlus,
  clients: IconUsers, team: IconUsersGroup, walkIn: IconWalk, offline: IconWifiOff, web: IconWorld, close: IconX,
} // prettier-ignore

export type IconName = keyof typeof icons

/** A picture beside words; it says nothing by itself to a screen reader. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  const Picture = icons[name]
  return <Picture size={size} stroke={1.7} aria-hidden focusable={false} />
}
