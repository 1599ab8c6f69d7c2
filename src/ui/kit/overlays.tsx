import { Drawer as MantineDrawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'
import { useFirstFocus } from './first-focus.ts'

interface OverlayProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  size?: 'small' | 'normal' | 'large'
  children: ReactNode
  /** Only the buttons inside close it. */
  insist?: boolean
}

// The head of an overlay is no banner of the page (axe: landmark-no-duplicate-banner).
const plainHead = { header: { role: 'presentation' } }

const dialogSizes = { small: 420, normal: 560, large: 860 }

export function Dialog({ open, onClose, title, size = 'normal', insist, children }: OverlayProps) {
  const { t } = useWords()
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={dialogSizes[size]}
      centered
      closeOnEscape={!insist}
      closeOnClickOutside={!insist}
      withCloseButton={!insist}
      closeButtonProps={{ 'aria-label': t('close') }}
      attributes={plainHead}
    >
      <Body>{children}</Body>
    </Modal>
  )
}

/** From the side: details and edits beside the screen they belong to. */
export function Drawer({ open, onClose, title, size = 'normal', children }: OverlayProps) {
  const { t } = useWords()
  return (
    <MantineDrawer
      opened={open}
      onClose={onClose}
      title={title}
      position="right"
      size={{ small: 360, normal: 480, large: 720 }[size]}
      closeButtonProps={{ 'aria-label': t('close') }}
      attributes={plainHead}
    >
      <Body>{children}</Body>
    </MantineDrawer>
  )
}

/** Mounted anew each time the overlay opens. */
function Body({ children }: { children: ReactNode }) {
  return <div ref={useFirstFocus<HTMLDivElement>()}>{children}</div>
}
