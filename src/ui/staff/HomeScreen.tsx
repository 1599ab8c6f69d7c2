import { Navigate } from '@tanstack/react-router'
import { RefusedScreen } from './failures.tsx'
import { usePages } from './Sidebar.tsx'

/** The start: the first page of the menu that this role may see. */
export default function HomeScreen() {
  const first = usePages()[0]
  return first ? <Navigate to={first.path as '/'} replace /> : <RefusedScreen />
}
