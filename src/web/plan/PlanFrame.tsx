/** The frame of every part of one plan: where one is, the plan's parts, and the part's own first lines. */
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import { useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { usePlanLists } from '../plans.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { useOpenTab } from '../ui/Tabs.tsx'
import { sections } from './sections.ts'
import './plan.css'

type Props = {
  section: string
  /** Under the name of the plan: what this part shows, how fresh. */
  says?: (lists: PlanLists) => ReactNode
  actions?: (lists: PlanLists) => ReactNode
  children: (lists: PlanLists) => ReactNode
}

/** @param section name of the part, as in `sections.ts` */
export function PlanFrame({ section, says, actions, children }: Props) {
  const { code } = useParams({ strict: false })
  const lists = usePlanLists(code)
  const t = useT()
  const text = useText()
  const may = useMay()
  const toCurrent = useOpenTab(section)
  return (
    <Answer query={lists}>
      {(all) => (
        <>
          <nav className="crumbs" aria-label={t('web.plan.where')}>
            <ol>
              <li>
                <Go to="/plan">{t('web.plan.title')}</Go>
              </li>
              <li aria-current="page">{all.plan.code}</li>
            </ol>
          </nav>
          <Head title={text(all.plan.names, all.plan.code)} actions={actions?.(all)}>
            {says?.(all)}
          </Head>
          <nav className="tabs" aria-label={t('web.plan.parts')} ref={toCurrent}>
            {sections
              .filter(({ permission }) => may(permission))
              .map(({ to, name }) => (
                <Go key={name} to={`/plan/${all.plan.code}${to}`} current={name === section ? 'page' : undefined}>
                  {t(`web.plan.section.${name}`)}
                </Go>
              ))}
          </nav>
          {children(all)}
        </>
      )}
    </Answer>
  )
}
