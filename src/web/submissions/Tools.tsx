/** What can be done with the activities of one organisation; whose they are is chosen first. */
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { PlannedPage } from '../../modules/plan/submissions/contract.ts'
import { useFormat, useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { useChangeSearch } from '../scope.ts'
import { Icon } from '../ui/Icon.tsx'
import { CopyDialog } from './CopyDialog.tsx'
import { FormDialog } from './FormDialog.tsx'
import { PastePlanned } from './PastePlanned.tsx'
import type { PlanRow, Typed } from './rows.ts'
import { SubmitDialog } from './SubmitDialog.tsx'
import { type Filter, firstPage } from './usePlanned.ts'

type Props = {
  lists: PlanLists
  filter: Filter
  chosen: PlanRow[]
  shown: PlanRow[]
  page: PlannedPage | undefined
  isSaving: boolean
  onAdd: (typed: Typed[]) => void
}
type Opened = 'paste' | 'form' | 'copy' | 'submit'

export function Tools({ lists, filter, chosen, shown, page, isSaving, onAdd }: Props) {
  const t = useT()
  const [opened, setOpened] = useState<Opened>()
  const { organisation, country } = filter
  if (organisation === undefined) return <Whose lists={lists} />
  const close = () => setOpened(undefined)
  const tool = (what: Opened, icon: string) => (
    <button type="button" onClick={() => setOpened(what)}>
      <Icon name={icon} />
      {t(`web.submissions.${what}`)}
    </button>
  )
  // A step knows places, sectors and bodies; what words and findings narrow is sent as the rows one sees.
  const isSeen = filter.text !== undefined || filter.finding !== undefined || filter.state !== undefined
  const rows = chosen.length > 0 || !isSeen ? chosen : shown
  const open = (page?.sums.states.draft ?? 0) + (page?.sums.states.returned ?? 0)
  return (
    <div className="row">
      <button type="button" onClick={() => onAdd([{}])}>
        <Icon name="plus" />
        {t('web.submissions.add')}
      </button>
      {tool('paste', 'edit')}
      {tool('form', 'download')}
      {tool('copy', 'history')}
      {open > 0 && (rows.length > 0 || !isSeen) && (
        <button type="button" className="primary end" onClick={() => setOpened('submit')}>
          <Icon name="send" />
          {t('web.submissions.submit')}
          {chosen.length > 0 && ` (${chosen.length})`}
        </button>
      )}
      {opened === 'paste' && <PastePlanned plan={lists.plan} onAdd={onAdd} onClose={close} />}
      {opened === 'form' && <FormDialog lists={lists} organisation={organisation} country={country} onClose={close} />}
      {opened === 'copy' && <CopyDialog lists={lists} organisation={organisation} country={country} onClose={close} />}
      {opened === 'submit' && page && (
        <SubmitDialog plan={lists.plan.code} rows={rows} filter={filter} asOf={page.asOf} isSaving={isSaving} onClose={close} />
      )}
    </div>
  )
}

/** Somebody who plans for several. */
function Whose({ lists }: { lists: PlanLists }) {
  const t = useT()
  const format = useFormat()
  const change = useChangeSearch()
  const own = useMe().data?.organisations
  const bodies = lists.organisations.filter((o) => o.appealing && (!own?.length || own.includes(o.id)))
  return (
    <label className="field">
      {t('web.submissions.whose')}
      <select value="" onChange={(e) => change({ organisation: e.target.value, ...firstPage })}>
        <option value="">{t('web.submissions.whose.choose')}</option>
        {format
          .sorted(bodies, (o) => o.names[0] ?? '')
          .map((o) => (
            <option key={o.id} value={o.id}>
              {o.names[0]}
            </option>
          ))}
      </select>
    </label>
  )
}
