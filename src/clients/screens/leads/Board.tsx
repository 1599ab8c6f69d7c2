import { useState, type DragEvent } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { Badge, Icon, Menu, statusOf, useCan, useFormat, useWords, When } from '../../../ui/kit/index.ts'
import classes from '../clients.module.css'
import type { Lead, Stage } from './LeadsScreen.tsx'
import { HAND_STAGES, useMoveLead } from './use-move-lead.ts'

type Column = Returns<'GET /lead-board'>['stages'][number]

interface BoardProps {
  stages: Column[]
  onOpen: (id: string) => void
  onLose: (lead: Lead) => void
}

/** A column a stage; cards are dragged, or moved by their menu. */
export function Board({ stages, onOpen, onLose }: BoardProps) {
  const moveTo = useMoveLead(onLose)
  const can = useCan()
  const all = stages.flatMap((each) => each.items)
  const drop = (id: string, stage: Stage) => {
    const lead = all.find((each) => each.id === id)
    if (lead) void moveTo(lead, stage)
  }
  return (
    <div className={classes.board}>
      {stages.map((column) => (
        <StageColumn key={column.stage} column={column} onDrop={drop}>
          {column.items.map((lead) => (
            <LeadCard
              key={lead.id}
              lead={lead}
              onOpen={() => onOpen(lead.id)}
              onMove={can('leads.edit') ? (stage) => void moveTo(lead, stage) : null}
            />
          ))}
        </StageColumn>
      ))}
    </div>
  )
}

interface StageColumnProps {
  column: Column
  onDrop: (id: string, stage: Stage) => void
  children: React.ReactNode
}

function StageColumn({ column, onDrop, children }: StageColumnProps) {
  const { t } = useWords('clients')
  const [over, setOver] = useState(false)
  const takes = HAND_STAGES.includes(column.stage)
  const dragOver = (event: DragEvent) => {
    if (!takes) return
    event.preventDefault()
    setOver(true)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onDrop(event.dataTransfer.getData('text/plain'), column.stage)
  }
  const { icon } = statusOf(column.stage)
  return (
    <section
      className={classes.column}
      data-over={over}
      aria-label={t(`stage.${column.stage}`)}
      onDragOver={dragOver}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <h2 className={classes.columnHead}>
        <span>
          <Icon name={icon} size={15} /> {t(`stage.${column.stage}`)}
        </span>
        <span className={classes.count}>{column.count}</span>
      </h2>
      <ul className={classes.cards}>{children}</ul>
    </section>
  )
}

interface CardProps {
  lead: Lead
  onOpen: () => void
  onMove: ((stage: Stage) => void) | null
}

function LeadCard({ lead, onOpen, onMove }: CardProps) {
  const { t } = useWords('clients')
  return (
    <li
      className={classes.card}
      draggable={onMove !== null && lead.stage !== 'booked'}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', lead.id)}
    >
      <button type="button" className={classes.cardOpen} onClick={onOpen}>
        <strong>
          <bdi>{lead.name}</bdi>
        </strong>
        <span>
          {t(`source.${lead.source}`, { defaultValue: lead.source })} · <When at={lead.createdAt} ago />
        </span>
        {lead.stage === 'lost' && <span>{lead.lostReason}</span>}
        <NextAction lead={lead} />
      </button>
      {onMove && lead.stage !== 'booked' && (
        <Menu
          label={t('lead.move', { name: lead.name })}
          entries={HAND_STAGES.filter((stage) => stage !== lead.stage).map((stage) => ({
            label: t(`lead.to.${stage}`),
            icon: statusOf(stage).icon,
            onClick: () => onMove(stage),
          }))}
        />
      )}
    </li>
  )
}

function NextAction({ lead }: { lead: Lead }) {
  const { t } = useWords('clients')
  const format = useFormat()
  const [today] = useState(() => format.dayOf(new Date().toISOString()))
  if (!lead.nextAction) return null
  const isLate =
    lead.nextActionOn !== null && lead.nextActionOn < today && !['booked', 'lost'].includes(lead.stage)
  return (
    <span className={isLate ? classes.late : undefined}>
      <Icon name="flag" size={13} /> {lead.nextAction}
      {lead.nextActionOn && (
        <>
          {' · '}
          {format.day(lead.nextActionOn, 'short')}
        </>
      )}
      {isLate && <Badge tone="bad">{t('lead.late')}</Badge>}
    </span>
  )
}
