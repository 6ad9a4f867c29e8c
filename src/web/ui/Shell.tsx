/** The frame of every staff screen: top bar with the scope, rail by job, content. */
import { Navigate, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { isSignInFirst } from '../api.ts'
import { isOpen, jobs } from '../jobs.ts'
import { useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Go } from './Go.tsx'
import { Icon } from './Icon.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { SearchButton } from './Search.tsx'
import { Wait } from './Wait.tsx'

// It waits for the plans in any case.
const ScopePicker = lazy(() => import('./ScopePicker.tsx'))
// Has something to say only once the screen stands.
const Kept = lazy(() => import('./Kept.tsx'))

export function Shell({ children }: { children: ReactNode }) {
  const t = useT()
  const me = useMe()
  const location = useLocation()
  if (isSignInFirst(me.error)) return <Navigate to="/sign-in" search={{ next: location.href } as never} replace />
  const known = me.data !== undefined
  return (
    <>
      <a className="skip" href="#main">
        {t('web.ui.skip')}
      </a>
      <header className="top">
        <button type="button" className="plain menu" popoverTarget="rail">
          <Icon name="menu" />
          {t('web.ui.menu')}
        </button>
        <Go to="/" className="brand">
          <Icon name="senda" />
          Senda
        </Go>
        {known && !scopeless.test(location.pathname) && (
          <Suspense>
            <ScopePicker />
          </Suspense>
        )}
        {known && <SearchButton />}
        {known && <AccountMenu />}
      </header>
      <Rail />
      <main id="main" tabIndex={-1}>
        <Suspense>
          <Kept />
        </Suspense>
        {known ? children : me.isError ? <ProblemNotice error={me.error} again={() => void me.refetch()} /> : <Wait />}
      </main>
    </>
  )
}

/** Where people are met no plan is chosen: it is a matter of the day and the site. */
const scopeless = /^\/(app\/)?deliver(\/|$)/

/** Screens that need the whole width: the rail shows its icons only. */
const narrow = ['/activities']

/** A column on a desk, a popover on a phone; holds only what the person may use. */
function Rail() {
  const t = useT()
  const me = useMe()
  const { pathname } = useLocation()
  const rail = useRef<HTMLElement>(null)
  useEffect(() => {
    if (pathname && rail.current?.matches(':popover-open')) rail.current.hidePopover()
  }, [pathname])
  const mine = jobs.filter((job) => me.data && (job.permission === undefined || me.data.may[job.permission]))
  return (
    <nav
      className={narrow.includes(pathname) ? 'rail icons' : 'rail'}
      id="rail"
      popover="auto"
      aria-label={t('web.ui.jobs')}
      ref={rail}
    >
      {mine.map((job) => (
        <Go key={job.to} to={job.to} current={isOpen(job, pathname) ? 'page' : undefined} title={t(`web.ui.job.${job.name}`)}>
          <Icon name={job.icon} />
          <span>{t(`web.ui.job.${job.name}`)}</span>
        </Go>
      ))}
    </nav>
  )
}
