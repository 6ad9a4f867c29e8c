/** Which specific needs are asked: for every plan or one, restricted or not; one more, other names, not any more. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NeedKind } from '../../modules/people/contract.ts'
import { get, send } from '../api.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { usePlans } from '../plans.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { NeedKindDialog } from './NeedKindDialog.tsx'

export function NeedKinds() {
  const t = useT()
  const kinds = useQuery({ queryKey: ['need-kinds', 'list'], queryFn: () => get<NeedKind[]>('/people/need-kinds') })
  const mayEdit = useMay()('services.edit')
  const [open, setOpen] = useState<NeedKind | 'new'>()
  const add = mayEdit && (
    <p>
      <button type="button" onClick={() => setOpen('new')}>
        <Icon name="plus" />
        {t('web.settings.needs.add')}
      </button>
    </p>
  )
  return (
    <section className="stack">
      <h2>{t('web.settings.needs')}</h2>
      <p>{t('web.settings.needs.words')}</p>
      <Answer query={kinds}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="people" title={t('web.settings.needs.none')} />
          ) : (
            <KindTable kinds={list} onOpen={mayEdit ? setOpen : undefined} />
          )
        }
      </Answer>
      {add}
      {open && <NeedKindDialog kind={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

type Props = { kinds: NeedKind[]; onOpen: ((kind: NeedKind) => void) | undefined }

function KindTable({ kinds, onOpen }: Props) {
  const t = useT()
  const queries = useQueryClient()
  const turn = useMutation({
    mutationFn: ({ code, isRetired }: NeedKind) => send('PATCH', `/people/need-kinds/${code}`, { isRetired: !isRetired }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['need-kinds'] }),
  })
  return (
    <>
      {turn.isError && <ProblemNotice error={turn.error} />}
      <Listing
        label={t('web.settings.needs')}
        rows={kinds}
        keyOf={(kind) => kind.code}
        columns={[
          { name: t('web.settings.needs.name'), cell: (kind) => <KindName kind={kind} /> },
          { name: t('web.settings.needs.code'), cell: (kind) => kind.code },
          { name: t('web.settings.needs.plan'), cell: (kind) => <PlanOf kind={kind} /> },
          onOpen && {
            name: t('web.settings.change'),
            isDone: true,
            cell: (kind) => <KindActs kind={kind} onOpen={onOpen} onTurn={turn.isPending ? undefined : turn.mutate} />,
          },
        ]}
      />
    </>
  )
}

function KindName({ kind }: { kind: NeedKind }) {
  const t = useT()
  return (
    <>
      {useText()(kind.names, kind.code)}{' '}
      {kind.isRestricted && <Badge tone="sensitive">{t('web.settings.needs.restricted')}</Badge>}{' '}
      {kind.isRetired && <Badge icon="lock">{t('web.settings.needs.retired')}</Badge>}
    </>
  )
}

type ActsProps = { kind: NeedKind; onOpen: (kind: NeedKind) => void; onTurn: ((kind: NeedKind) => void) | undefined }

function KindActs({ kind, onOpen, onTurn }: ActsProps) {
  const t = useT()
  const name = useText()(kind.names, kind.code)
  const what = kind.isRetired ? 'restore' : 'retire'
  return (
    <span className="row">
      <button type="button" onClick={() => onOpen(kind)} aria-label={t('web.settings.change.named', { name })}>
        {t('web.settings.change')}
      </button>
      <button
        type="button"
        disabled={onTurn === undefined}
        onClick={() => onTurn?.(kind)}
        aria-label={t(`web.settings.needs.${what}.named`, { name })}
      >
        {t(`web.settings.needs.${what}`)}
      </button>
    </span>
  )
}

function PlanOf({ kind: { planId, months } }: { kind: NeedKind }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const plan = usePlans().data?.find((one) => one.id === planId)
  if (planId === null) return t('web.settings.needs.plan.every')
  return (
    <>
      {plan ? text(plan.names, plan.code) : t('web.settings.needs.plan.other')}
      {months && (
        <small className="nowrap">
          {' '}
          {format.month(months.first)} – {format.month(months.last)}
        </small>
      )}
    </>
  )
}
