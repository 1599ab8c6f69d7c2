// The one door to the look of the house: screens import from here, never from Mantine.
export { Button, IconButton, KeyHint, Menu, type MenuEntry } from './actions.tsx'
export { BarChart, LineChart, type ChartSeries } from './charts.tsx'
export {
  CalendarBar,
  CalendarGrid,
  MiniMonth,
  type CalendarBackground,
  type CalendarEvent,
  type CalendarMove,
  type CalendarColumn,
  type CalendarDensity,
  type CalendarTarget,
  type CalendarSlot,
} from './calendar/index.tsx'
export {
  BirthDayField,
  CheckField,
  DayField,
  DigitsField,
  FileField,
  MoneyField,
  MultiSelectField,
  NumberField,
  PasswordField,
  RadioField,
  SegmentField,
  SelectField,
  SwitchField,
  TextArea,
  TextField,
  TimeField,
  type Choice,
} from './fields.tsx'
export { FileLink, ScanState } from './file-link.tsx'
export { Form, required, useFields, type Check, type Fields } from './form.tsx'
export { Icon, type IconName } from './icons.tsx'
export {
  Columns,
  Facts,
  Heading,
  Page,
  Panel,
  Row,
  Split,
  Stack,
  Text,
  TextLink,
  Toolbar,
} from './layout.tsx'
export { useGo, usePathParams, useUrlState } from './navigation.ts'
export { notify } from './notify.tsx'
export { ContextMenu } from './context-menu.tsx'
export { confirm } from './confirm.tsx'
export { Dialog, Drawer } from './overlays.tsx'
export { PrintOnly, ScreenOnly } from './print.tsx'
export { QrCode } from './qr-code.tsx'
export { Stat } from './stat.tsx'
export { Await, EmptyState, Loading, Notice, problemText } from './states.tsx'
export { Badge, statusOf, StatusPill, type Tone } from './status.tsx'
export { DataTable, ReadTable, type Column } from './table.tsx'
export { Tabs } from './tabs.tsx'
export { Code, Day, Initials, Money, Person, useFormat, When } from './values.tsx'
export { useWords } from '../words/i18n.ts'
export { useChosenLocation } from '../staff/chosen-location.ts'
export { useCan, useMe, type Me } from '../staff/me.tsx'
export { useShortcut, useShortcutsEnabled } from '../staff/shortcuts.ts'
