/** Who reported, under what is due: comes when the first lines stand. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { Completeness } from '../../modules/activities/desk/contract.ts'
import { Heat, useHeatSentence } from '../completeness/Heat.tsx'
import { untilReported } from '../completeness/months.ts'
import { useT } from '../languages.ts'
import { useScope } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Go } from '../ui/Go.tsx'

export default function WhoReported({ who, month }: { who: UseQueryResult<Completeness>; month: string | undefined }) {
  const t = useT()
  const { country, organisation } = useScope()
  const sentence = useHeatSentence()
  const isByOrganisation = country !== undefined || organisation !== undefined
  const title = t(isByOrganisation ? 'web.today.who.organisation' : 'web.today.who')
  if (who.data?.lines.every((line) => line.rows === 0)) return null
  return (
    <section className="stack" aria-labelledby="who">
      <div className="row">
        <h2 id="who">{title}</h2>
        <Go to="/completeness" search={{ by: isByOrganisation ? 'organisation' : undefined }}>
          {t('web.today.who.all')}
          <span className="hide">: {title}</span>
        </Go>
      </div>
      <Answer query={who}>
        {(found) => (
          <>
            <p className="quiet">{sentence(untilReported(found), month)}</p>
            <Heat completeness={untilReported(found)} month={month} selected={country} tall={found.lines.length > 20} />
          </>
        )}
      </Answer>
    </section>
  )
}
