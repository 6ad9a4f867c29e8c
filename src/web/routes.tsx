/** Every screen of the staff app: one line each, loaded when it is opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, useLocation } from '@tanstack/react-router'
import { allSentences, sentencesOf } from './languages.ts'
import type { Search } from './scope.ts'
import { Broken } from './ui/Broken.tsx'
import { NotThere } from './ui/NotThere.tsx'
import { Shell } from './ui/Shell.tsx'

const root = createRootRoute({
  component: Root,
  validateSearch: (search: Search) => search,
  notFoundComponent: NotThere,
  errorComponent: Broken,
})

type Load<Name extends string> = () => Promise<Record<Name, () => React.ReactNode>>
const screen = <Name extends string>(path: string, load: Load<Name>, name: Name, says = allSentences) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(async () => {
      const [loaded] = await Promise.all([load(), says()])
      return loaded
    }, name),
  })

/** Says its first lines at once. */
const atOnce = () => sentencesOf('first')
/** Opened on a phone, on a bad line: only what the field says. */
const front = () => sentencesOf('front')
const giving = () => sentencesOf('front', 'field')
const meeting = () => sentencesOf('front', 'field', 'people')

const screens = [
  screen('/', () => import('./today/TodayScreen.tsx'), 'TodayScreen', atOnce),
  screen('/activities', () => import('./activities/ActivitiesScreen.tsx'), 'ActivitiesScreen'),
  screen('/completeness', () => import('./completeness/CompletenessScreen.tsx'), 'CompletenessScreen'),
  screen('/imports', () => import('./imports/ImportsScreen.tsx'), 'ImportsScreen'),
  screen('/imports/new', () => import('./imports/NewImportScreen.tsx'), 'NewImportScreen'),
  screen('/imports/$id', () => import('./imports/ImportScreen.tsx'), 'ImportScreen'),
  screen(
    '/sign-in',
    () => import('./signin/SignInScreen.tsx'),
    'SignInScreen',
    () => sentencesOf('beside'),
  ),
  screen('/plan', () => import('./plan/PlansScreen.tsx'), 'PlansScreen'),
  screen('/plan/$code', () => import('./plan/SummaryScreen.tsx'), 'SummaryScreen'),
  screen('/plan/$code/needs', () => import('./needs/NeedsScreen.tsx'), 'NeedsScreen'),
  screen('/plan/$code/areas', () => import('./areas/AreasScreen.tsx'), 'AreasScreen'),
  screen('/plan/$code/publication', () => import('./publication/PublicationScreen.tsx'), 'PublicationScreen'),
  screen('/plan/$code/lists', () => import('./plan/PlanScreen.tsx'), 'PlanScreen'),
  screen('/plan/$code/money', () => import('./money/MoneyScreen.tsx'), 'MoneyScreen'),
  screen('/plan/$code/review', () => import('./review/ReviewScreen.tsx'), 'ReviewScreen'),
  screen('/plan/$code/targets', () => import('./targets/TargetsScreen.tsx'), 'TargetsScreen'),
  screen('/plan/$code/progress', () => import('./progress/ProgressScreen.tsx'), 'ProgressScreen'),
  screen('/plan/$code/activities', () => import('./submissions/SubmissionsScreen.tsx'), 'SubmissionsScreen'),
  screen('/deliver', () => import('./deliver/DeliverScreen.tsx'), 'DeliverScreen', front),
  screen('/deliver/group', () => import('./deliver/GroupScreen.tsx'), 'GroupScreen', giving),
  screen('/deliver/lists', () => import('./deliver/ListsScreen.tsx'), 'ListsScreen'),
  screen('/deliver/lists/$id', () => import('./deliver/ListScreen.tsx'), 'ListScreen'),
  screen('/deliver/today', () => import('./deliver/TodayScreen.tsx'), 'TodayScreen', meeting),
  screen('/deliver/entries', () => import('./entries/EntriesScreen.tsx'), 'EntriesScreen'),
  screen('/deliver/$id', () => import('./deliver/DeliverToScreen.tsx'), 'DeliverToScreen', giving),
  screen('/device', () => import('./field/DeviceScreen.tsx'), 'DeviceScreen', meeting),
  screen('/figures', () => import('./figures/FiguresScreen.tsx'), 'FiguresScreen'),
  screen('/figures/table', () => import('./figures/TableScreen.tsx'), 'TableScreen'),
  screen('/figures/counted', () => import('./figures/CountedScreen.tsx'), 'CountedScreen'),
  screen('/people', () => import('./people/PeopleScreen.tsx'), 'PeopleScreen', meeting),
  screen('/people/new', () => import('./people/NewHouseholdScreen.tsx'), 'NewHouseholdScreen', meeting),
  screen('/people/conflicts', () => import('./people/ConflictsScreen.tsx'), 'ConflictsScreen'),
  screen('/people/duplicates', () => import('./people/DuplicatesScreen.tsx'), 'DuplicatesScreen'),
  screen('/people/imports', () => import('./people/PeopleImportsScreen.tsx'), 'PeopleImportsScreen'),
  screen('/people/imports/$id', () => import('./people/PeopleImportScreen.tsx'), 'PeopleImportScreen'),
  screen('/people/$id', () => import('./people/HouseholdScreen.tsx'), 'HouseholdScreen', meeting),
  screen('/reports', () => import('./reports/ReportsScreen.tsx'), 'ReportsScreen'),
  screen('/reports/$id', () => import('./reports/ComposeScreen.tsx'), 'ComposeScreen'),
  screen('/settings', () => import('./settings/AccountScreen.tsx'), 'AccountScreen'),
  screen('/settings/keys', () => import('./settings/KeysScreen.tsx'), 'KeysScreen'),
  screen('/settings/mail', () => import('./settings/MailScreen.tsx'), 'MailScreen'),
  screen('/settings/sites', () => import('./settings/SitesScreen.tsx'), 'SitesScreen'),
  screen('/settings/devices', () => import('./settings/DevicesScreen.tsx'), 'DevicesScreen'),
  screen('/settings/people', () => import('./settings/PeopleRulesScreen.tsx'), 'PeopleRulesScreen'),
  screen('/services', () => import('./services/ServicesScreen.tsx'), 'ServicesScreen'),
  screen('/settings/users', () => import('./settings/UsersScreen.tsx'), 'UsersScreen'),
  screen('/settings/organisations', () => import('./settings/OrganisationsScreen.tsx'), 'OrganisationsScreen'),
]

/** Screens for people who have not signed in yet stand without the frame. */
const frameless = ['/sign-in']

function Root() {
  const { pathname } = useLocation()
  return frameless.some((path) => pathname === path || pathname.startsWith(`${path}/`)) ? (
    <Outlet />
  ) : (
    <Shell>
      <Outlet />
    </Shell>
  )
}

/** Plain words in the address, nothing quoted: `?plan=rmrp-2021&month=2021-05`. */
const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

export const router = createRouter({
  routeTree: root.addChildren(screens),
  basepath: '/app',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})
