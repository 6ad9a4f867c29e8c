/** One row beside the grid: what the rules say, its cells as a form, its history and comments, its corrections. */
import { useQuery } from '@tanstack/react-query'
import type { Lists } from '../../modules/activities/rules/lists.ts'
import { get } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { useSectorName } from '../sectors.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Beside } from '../ui/Beside.tsx'
import { Findings } from '../ui/Findings.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Computed } from './Computed.tsx'
import { CorrectionForm } from './CorrectionForm.tsx'
import { useSentence } from './findings.ts'
import { History } from './History.tsx'
import { RowForm } from './RowForm.tsx'
import { type DetailAnswer, fromServer, type GridRow, withKept } from './rows.ts'
import { isBlocking } from './severity.ts'
import type { Kept } from './useKept.ts'

type Props = { plan: string; id: string; lists: Lists; kept: Kept; onClose: () => void }

export function Detail({ plan, id, lists, kept, onClose }: Props) {
  const mine = kept.rows.get(id)
  const isNew = mine?.version === 0
  const detail = useQuery<DetailAnswer | null>({
    queryKey: ['activity', plan, id],
    queryFn: () => get<DetailAnswer>(`/plans/${plan}/activities/${id}`),
    enabled: !isNew,
    // The same panel before and after a new row is sent: what is being typed in it stays.
    placeholderData: isNew ? null : undefined,
  })
  const laid = (found: GridRow | undefined) => (mine ? withKept(found, mine, lists) : found)
  return (
    <Answer query={detail}>
      {(found) => {
        const row = laid(found ? fromServer(found) : undefined)
        return (
          row && <Panel key={id} row={row} detail={found ?? undefined} plan={plan} lists={lists} kept={kept} onClose={onClose} />
        )
      }}
    </Answer>
  )
}

type PanelProps = { row: GridRow; detail: DetailAnswer | undefined; plan: string; lists: Lists; kept: Kept; onClose: () => void }

function Panel({ row, detail, plan, lists, kept, onClose }: PanelProps) {
  const t = useT()
  const sentence = useSentence()
  const number = row.number === null ? '' : String(row.number)
  const title = row.isNew ? t('web.activities.row.new') : t('web.activities.row', { row: number })
  const findings = row.findings.map((finding) => ({ ...finding, blocks: isBlocking(finding.code), sentence: sentence(finding) }))
  const count = t('web.activities.row.findings', { n: findings.length })
  return (
    <Beside title={title} closeWords={t('web.activities.row.close', { row: number })} onClose={onClose}>
      <div className="row">
        <Badge tone={findings.some((finding) => finding.blocks) ? 'wrong' : findings.length > 0 ? 'attention' : 'good'}>
          {count}
        </Badge>
        {row.line !== null && <Badge icon="deliver">{t('web.activities.computed')}</Badge>}
        {!row.isNew && <Badge icon={row.state === 'locked' ? 'lock' : undefined}>{t(`web.activities.state.${row.state}`)}</Badge>}
      </div>
      <What row={row} lists={lists} />
      <Findings label={count} findings={findings} />
      {row.line !== null && <Computed row={row} lists={lists} kept={kept} />}
      {row.line !== null ? null : row.may.edit ? (
        <RowForm row={row} lists={lists} kept={kept} />
      ) : (
        <ReadOnly row={row} detail={detail} plan={plan} lists={lists} />
      )}
      {detail && <History plan={plan} detail={detail} lists={lists} />}
    </Beside>
  )
}

function What({ row, lists }: { row: GridRow; lists: Lists }) {
  const text = useText()
  const sectorName = useSectorName()
  const sector = row.cells.sector === null ? undefined : lists.sectorOf.get(row.cells.sector)
  const indicator = row.cells.indicator === null ? undefined : lists.indicatorOf.get(row.cells.indicator)
  const words = [sectorName(sector), text(indicator?.names, indicator?.name), row.cells.title].filter(Boolean)
  if (words.length === 0) return null
  return (
    <p className="what" data-sector={sector?.look}>
      {sector && <Icon name={sector.look} sector />} {words.join(' · ')}
    </p>
  )
}

function ReadOnly({ row, detail, plan, lists }: { row: GridRow; detail: DetailAnswer | undefined; plan: string; lists: Lists }) {
  const t = useT()
  if (row.isCorrection) return <Notice title={t('web.activities.row.corrects')} />
  if (row.state !== 'locked')
    return (
      <Notice>
        <p>{t('web.activities.row.no-edit')}</p>
      </Notice>
    )
  return (
    <>
      <Notice>
        <p>{t('web.activities.row.locked')}</p>
      </Notice>
      {detail && <CorrectionForm plan={plan} row={row} lists={lists} />}
    </>
  )
}
