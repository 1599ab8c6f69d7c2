import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { Badge, Icon, Menu, notify, useWords } from '../../../ui/kit/index.ts'
import { controlOf } from './extensions.ts'
import { duplicateItem, flat, moveItem, removeItem, stepItem, type Placed } from './form-tree.ts'
import { iconOf } from './question-kinds.ts'
import type { Builder } from './use-builder.ts'
import classes from './builder.module.css'

interface OutlineProps {
  builder: Builder
  selected: string | null
  onSelect: (linkId: string | null) => void
}

/** The form as a list: sections and questions, moved by hand or by keyboard. */
export function Outline({ builder, selected, onSelect }: OutlineProps) {
  const { t } = useWords('intake')
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  // The help of a question is edited with it.
  const rows = flat(builder.form.item).filter(
    ({ item, parent }) => !(parent?.type !== 'group' && controlOf(item) === 'help'),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id)
      builder.change(moveItem(builder.form, String(active.id), String(over.id)))
  }
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={rows.map(({ item }) => item.linkId)} strategy={verticalListSortingStrategy}>
        <ol className={classes.outline} aria-label={t('builder.outline')}>
          {rows.map((row) => (
            <Line
              key={row.item.linkId}
              row={row}
              builder={builder}
              isSelected={row.item.linkId === selected}
              onSelect={onSelect}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  )
}

interface LineProps {
  row: Placed
  builder: Builder
  isSelected: boolean
  onSelect: (linkId: string | null) => void
}

function Line({ row, builder, isSelected, onSelect }: LineProps) {
  const { t } = useWords('intake')
  const { item, depth } = row
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: item.linkId })
  const faults = builder.faults.filter(({ field }) => field.split(': ')[0] === item.linkId)
  const worst = faults.some(({ severity }) => severity === 'error') ? 'bad' : 'warn'
  const words = item.text || t('builder.noWords')
  const style = {
    transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined,
    transition,
    paddingInlineStart: 4 + depth * 18,
  }
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={classes.line}
      data-selected={isSelected || undefined}
      data-group={item.type === 'group' || undefined}
      data-dragging={isDragging || undefined}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={classes.grip}
        {...attributes}
        {...listeners}
        aria-label={t('builder.drag', { question: words })}
      >
        <Icon name="menu" size={14} />
      </button>
      <button
        type="button"
        className={classes.pick}
        aria-current={isSelected || undefined}
        onClick={() => onSelect(item.linkId)}
        onKeyDown={(event) => {
          if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          builder.change(stepItem(builder.form, item.linkId, event.key === 'ArrowUp' ? -1 : 1))
        }}
      >
        <Icon name={iconOf(item)} size={16} />
        <span className={classes.words}>{words}</span>
        {item.required && (
          <span className={classes.star} title={t('builder.required')}>
            *
          </span>
        )}
        {item.enableWhen?.length ? <Icon name="filter" size={14} /> : null}
        {faults.length > 0 && (
          <Badge tone={worst}>{t(worst === 'bad' ? 'builder.wrong' : 'builder.look')}</Badge>
        )}
      </button>
      <LineMenu row={row} builder={builder} onSelect={onSelect} words={words} />
    </li>
  )
}

function LineMenu({ row, builder, onSelect, words }: Omit<LineProps, 'isSelected'> & { words: string }) {
  const { t } = useWords('intake')
  const { linkId } = row.item
  return (
    <Menu
      label={t('builder.acts', { question: words })}
      entries={[
        {
          label: t('builder.up'),
          icon: 'up',
          keys: ['Alt', '↑'],
          onClick: () => builder.change(stepItem(builder.form, linkId, -1)),
        },
        {
          label: t('builder.down'),
          icon: 'down',
          keys: ['Alt', '↓'],
          onClick: () => builder.change(stepItem(builder.form, linkId, 1)),
        },
        {
          label: t('builder.duplicate'),
          icon: 'copy',
          onClick: () => {
            const made = duplicateItem(builder.form, linkId)
            builder.change(made.form)
            onSelect(made.linkId)
          },
        },
        {
          label: t('builder.delete'),
          icon: 'remove',
          danger: true,
          divided: true,
          onClick: () => {
            const before = builder.form
            builder.change(removeItem(before, linkId))
            onSelect(null)
            notify.undo(t('builder.deleted', { question: words }), async () => builder.change(before))
          },
        },
      ]}
    />
  )
}
