import type { PartProps } from '../../../ui/staff/index.ts'
import { TasksOf } from './ClientTasks.tsx'

/** Open tasks about a visit, in its panel beside the calendar. */
export default function VisitTasks({ id }: PartProps) {
  return <TasksOf about={{ appointmentId: id }} />
}
