import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { Loading } from '../ui/loading.tsx'
import { NoSuchPage, ScreenFault } from './faults.tsx'
import { root, signedIn } from './frame.tsx'
import { accountRoutes, openRoutes } from './routes/accounts.tsx'
import { catalogueRoutes } from './routes/catalogue.tsx'
import { certificateRoutes } from './routes/certificates.tsx'
import { declarationRoutes } from './routes/declarations.tsx'
import { examRoutes } from './routes/exams.tsx'
import { ledgerRoutes } from './routes/ledger.tsx'
import { organisationRoutes } from './routes/organisations.tsx'
import { openPeopleRoutes, peopleRoutes } from './routes/people.tsx'
import { programmeRoutes } from './routes/programme.tsx'
import { ruleRoutes } from './routes/rules.tsx'
import { titleReviewRoutes } from './routes/title-reviews.tsx'
import { trainingRoutes } from './routes/training.tsx'

/** Every screen of the application by its address; each area lists its own. */
const routeTree = root.addChildren([
  ...openRoutes,
  ...openPeopleRoutes,
  signedIn.addChildren([
    ...accountRoutes,
    ...organisationRoutes,
    ...peopleRoutes,
    ...programmeRoutes,
    ...catalogueRoutes,
    ...certificateRoutes,
    ...declarationRoutes,
    ...ruleRoutes,
    ...titleReviewRoutes,
    ...examRoutes,
    ...ledgerRoutes,
    ...trainingRoutes,
  ]),
])

/** Plain text, so that an address stays readable and 2007 is not made a number. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

export const newRouter = (client: QueryClient) =>
  createRouter({
    routeTree,
    basepath: '/app',
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultPendingComponent: Loading,
    defaultErrorComponent: ScreenFault,
    defaultNotFoundComponent: NoSuchPage,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>
  }
}
