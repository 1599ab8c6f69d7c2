import type { ActionEntry, PartEntry, ScreenEntry } from '../../ui/staff/index.ts'

export const screens: ScreenEntry[] = [
  {
    path: '/calendar',
    permission: 'calendar.see',
    nav: { label: 'calendar', icon: 'calendar', order: 10, go: 'C' },
    load: () => import('./calendar/CalendarScreen.tsx'),
    ask: async (me) => (await import('./calendar/first-read.ts')).askFirst(me),
  },
  {
    path: '/today',
    permission: 'calendar.see',
    nav: { label: 'todayTitle', icon: 'tasks', order: 15, go: 'T' },
    load: () => import('./today/TodayScreen.tsx'),
  },
  {
    path: '/requests',
    permission: 'appointments.book',
    nav: {
      label: 'requests.nav',
      icon: 'inbox',
      order: 16,
      count: { read: 'GET /appointment-requests/count', live: ['appointment'] },
    },
    load: () => import('./requests/RequestsScreen.tsx'),
  },
  {
    path: '/calendar-feeds',
    permission: ['feeds.manage', 'feeds.manage_own'],
    load: () => import('./feeds/FeedsScreen.tsx'),
  },
  {
    path: '/waitlist',
    permission: 'waitlist.see',
    nav: { label: 'waitlist.title', icon: 'waiting', order: 17, go: 'W' },
    load: () => import('./waitlist/WaitlistScreen.tsx'),
  },
  {
    path: '/sessions',
    permission: 'calendar.see',
    nav: { label: 'sessions.title', icon: 'team', order: 20, go: 'G' },
    load: () => import('./sessions/SessionsScreen.tsx'),
  },
  {
    path: '/replannings',
    permission: 'replanning.see',
    nav: { label: 'replanning.nav', icon: 'refresh', order: 24 },
    load: () => import('./replanning/ReplanningsScreen.tsx'),
  },
  {
    path: '/replannings/$id',
    permission: 'replanning.see',
    load: () => import('./replanning/ReplanningScreen.tsx'),
  },
  {
    path: '/capacity',
    permission: 'capacity.see',
    nav: { label: 'capacity.nav', icon: 'chart', order: 78 },
    load: () => import('./capacity/CapacityScreen.tsx'),
  },
  {
    path: '/absences',
    permission: 'no_shows.see',
    nav: { label: 'noShows.nav', icon: 'noShow', order: 79 },
    load: () => import('./noshow/NoShowsScreen.tsx'),
  },
  {
    path: '/services',
    permission: 'services.see',
    nav: { label: 'services', icon: 'tag', order: 70, go: 'S' },
    load: () => import('./services/ServicesScreen.tsx'),
  },
  { path: '/services/$id', permission: 'services.see', load: () => import('./services/ServiceScreen.tsx') },
  {
    path: '/hours',
    permission: 'hours.see',
    nav: { label: 'workingHours', icon: 'clock', order: 75, go: 'H' },
    load: () => import('./hours/HoursScreen.tsx'),
  },
]

export const actions: ActionEntry[] = [
  {
    label: 'feeds.title',
    icon: 'link',
    to: '/calendar-feeds',
    permission: ['feeds.manage', 'feeds.manage_own'],
  },
  {
    label: 'newAppointment',
    icon: 'book',
    to: '/calendar',
    search: { new: '1' },
    key: 'N',
    permission: 'appointments.book',
  },
]

export const parts: PartEntry[] = [
  {
    place: 'settings.tab',
    key: 'online',
    label: 'online.tab',
    icon: 'web',
    order: 30,
    permission: 'online.see',
    load: () => import('./online/OnlineTab.tsx'),
  },
  {
    place: 'settings.tab',
    key: 'closing',
    label: 'hours.settingsTab',
    icon: 'calendar',
    order: 20,
    permission: 'settings.see',
    load: () => import('./places/PlacesSettings.tsx'),
  },
  {
    place: 'client.tab',
    key: 'visits',
    label: 'visits',
    icon: 'calendar',
    order: 10,
    permission: 'appointments.see',
    load: () => import('./client/ClientVisits.tsx'),
  },
  {
    place: 'client.action',
    key: 'book',
    label: 'book',
    order: 10,
    permission: 'appointments.book',
    load: () => import('./client/BookForClient.tsx'),
  },
  {
    place: 'client.side',
    key: 'waitlist',
    label: 'waitlist.title',
    icon: 'waiting',
    order: 30,
    permission: 'waitlist.see',
    load: () => import('./waitlist/ClientWaitlist.tsx'),
  },
  {
    place: 'visit.side',
    key: 'waitlist',
    label: 'waitlist.title',
    icon: 'waiting',
    order: 30,
    permission: 'waitlist.see',
    load: () => import('./waitlist/VisitWaitlist.tsx'),
  },
  {
    place: 'visit.side',
    key: 'risk',
    label: 'noShows.risk',
    icon: 'noShow',
    order: 20,
    permission: 'no_shows.see',
    load: () => import('./noshow/VisitRisk.tsx'),
  },
]
