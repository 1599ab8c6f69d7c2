import { Notifications } from '@mantine/notifications'

/** The corner where short messages appear; loaded after the first picture. */
export default function Messages() {
  return <Notifications position="bottom-right" limit={4} />
}
