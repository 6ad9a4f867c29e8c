/** Starts the staff app: language first, then the screens. */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { isSignInFirst, isUnreachable } from './api.ts'
import { speak, wishedLanguage } from './languages.ts'
import './look/senda.css'
import { router } from './routes.tsx'
import { showTheme } from './theme.ts'
import './ui/app.css'

/** A session that ended while a screen was open: ask again who this is, and the shell shows the sign-in. */
const onError = (error: Error): void => {
  if (isSignInFirst(error)) void client.resetQueries({ queryKey: ['me'] })
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== 'me') onError(error)
    },
  }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (times, error) => navigator.onLine && isUnreachable(error) && times < 2,
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { networkMode: 'always' },
  },
})

// A screen whose file went away with a newer version: load the new version, once. Without a line it is only not kept.
addEventListener('vite:preloadError', async () => {
  const page = await fetch('/app/')
    .then((answer) => answer.text())
    .catch(() => '')
  const own = new URL(import.meta.url).pathname
  if (!page.includes('assets/index-') || page.includes(own) || sessionStorage.reloaded === own) return
  sessionStorage.reloaded = own
  location.reload()
})

showTheme()
await speak(wishedLanguage())
createRoot(document.body).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
