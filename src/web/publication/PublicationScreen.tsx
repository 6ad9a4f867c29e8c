/** Versions of a plan: what was published, what publishing would do now, and what changed from one to the next. */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Plan } from '../../modules/plan/contract.ts'
import type { Versions } from '../../modules/plan/versions/contract.ts'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import type { Search } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Comparison } from './Comparison.tsx'
import { PublishPanel } from './PublishPanel.tsx'
import { RevisePanel } from './RevisePanel.tsx'
import { VersionList } from './VersionList.tsx'
import './publication.css'

export function PublicationScreen() {
  const t = useT()
  return (
    <PlanFrame section="publication" says={() => t('web.publication.words')}>
      {({ plan }) => <OfPlan plan={plan} />}
    </PlanFrame>
  )
}

function OfPlan({ plan }: { plan: Plan }) {
  const search: Search = useSearch({ strict: false })
  const versions = useQuery({
    queryKey: ['plan-versions', plan.code],
    queryFn: () => get<Versions>(`/plans/${plan.code}/versions`),
  })
  return (
    <Answer query={versions}>
      {({ versions: list, may }) => (
        <>
          {may.publish && <PublishPanel plan={plan} />}
          {may.revise && <RevisePanel plan={plan} />}
          <VersionList plan={plan} versions={list} mayPublish={may.publish} />
          {search.version !== undefined && <Comparison plan={plan} versions={list} mayOpen={may.publish} />}
        </>
      )}
    </Answer>
  )
}
