/** What all screens of figures begin with; the figures themselves wait for the plan. */
import type { ReactNode } from 'react'
import { useT } from '../languages.ts'
import { Head } from '../ui/Head.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'
import { WithPlan } from '../ui/WithPlan.tsx'
import { FiguresTabs } from './FiguresTabs.tsx'
import './figures.css'

export function FiguresFrame({ children }: { children: ReactNode }) {
  const t = useT()
  return (
    <>
      <Head title={t('web.figures.title')}>{useScopeWords().join(' · ')}</Head>
      <FiguresTabs />
      <WithPlan>{() => children}</WithPlan>
    </>
  )
}
