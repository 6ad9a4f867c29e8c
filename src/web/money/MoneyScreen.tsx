/** Money of one plan: what was asked, given and is missing; who gave; contributions one by one; what waits for a rate. */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanLists } from '../../modules/plan/contract.ts'
import type { Overview } from '../../modules/plan/funding/contract.ts'
import { address, get } from '../api.ts'
import { useLanguage, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { PlanFrame } from '../plan/PlanFrame.tsx'
import type { Search } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Awaiting } from './Awaiting.tsx'
import { ContributionList } from './ContributionList.tsx'
import { Cuts } from './Cuts.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { Headline } from './Headline.tsx'
import { ImportMoneyDialog } from './ImportMoneyDialog.tsx'
import './money.css'

export function MoneyScreen() {
  const t = useT()
  return (
    <PlanFrame section="money" says={() => t('web.money.says')} actions={(lists) => <Actions lists={lists} />}>
      {(lists) => <Money lists={lists} />}
    </PlanFrame>
  )
}

function Actions({ lists }: { lists: PlanLists }) {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState<'import' | 'entry'>()
  if (!may('funding.edit')) return null
  return (
    <div className="row">
      <button type="button" onClick={() => setOpen('entry')}>
        <Icon name="plus" />
        {t('web.money.enter')}
      </button>
      <button type="button" className="primary" onClick={() => setOpen('import')}>
        <Icon name="upload" />
        {t('web.money.import')}
      </button>
      {open === 'import' && <ImportMoneyDialog plan={lists.plan.code} onClose={() => setOpen(undefined)} />}
      {open === 'entry' && <EntryDialog lists={lists} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

function Money({ lists }: { lists: PlanLists }) {
  const t = useT()
  const { code } = lists.plan
  const search: Search = useSearch({ strict: false })
  const overview = useQuery({ queryKey: ['money', code, 'overview'], queryFn: () => get<Overview>(`/plans/${code}/funding`) })
  return (
    <Answer query={overview}>
      {(money) =>
        money.contributions === 0 && money.basis === 'none' ? (
          <Empty icon="cash" title={t('web.money.none')}>
            <p>{t('web.money.none.words')}</p>
          </Empty>
        ) : (
          <div className="stack money">
            <Headline money={money} />
            <Awaiting plan={code} money={money} />
            <Cuts plan={code} money={money} by={search.by} />
            <Downloads plan={code} />
            <ContributionList lists={lists} money={money} />
          </div>
        )
      }
    </Answer>
  )
}

function Downloads({ plan }: { plan: string }) {
  const t = useT()
  const language = useLanguage()
  const search: Search = useSearch({ strict: false })
  const by = ['sector', 'organisation'].find((one) => one === search.by) ?? 'country'
  const path = `/plans/${plan}/funding/coverage`
  return (
    <ul className="downloads" aria-label={t('web.money.download')}>
      <li>
        <a className="button" href={address(path, { by, format: 'csv', language })} download>
          <Icon name="download" /> CSV
        </a>
      </li>
      <li>
        <a className="button" href={address(path, { format: 'xlsx', language })} download>
          <Icon name="download" /> XLSX
        </a>
      </li>
    </ul>
  )
}
