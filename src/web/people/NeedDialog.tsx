/** A need that is noted of somebody of the household: of whom, which, and for a disability what the six questions say. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import type { Household, NewNeed } from '../../modules/people/contract.ts'
import { hasDisability } from '../../modules/people/rules/washington.ts'
import { useT, useText } from '../languages.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { disability } from './draft.ts'
import { newNeed, useNeedChoices } from './needs.ts'
import { ofNow } from './totals.ts'
import { useDoing } from './useHousehold.ts'
import { Washington } from './Washington.tsx'
import { WhoField } from './WhoField.tsx'

export function NeedDialog({ household, onClose }: { household: Household; onClose: () => void }) {
  const t = useT()
  const text = useText()
  const kinds = useNeedChoices()
  const doing = useDoing(household.id)
  const [personId, setPerson] = useState(ofNow(household.persons)[0]?.id ?? '')
  const [need, setNeed] = useState('')
  const [detail, setDetail] = useState<NewNeed['detail']>({})
  const [asked, setAsked] = useState(false)
  const restricted = ` · ${t('web.people.needs.restricted')}`
  const save = async () => {
    setAsked(true)
    if (!need || !personId || (need === disability && !hasDisability(detail))) return
    const body = newNeed(personId, need, need === disability ? detail : {})
    if (await doing.start({ kind: 'need.record', id: newId(), household: household.id, body })) onClose()
  }
  return (
    <AskDialog
      title={t('web.people.needs.add')}
      deed={t('web.people.needs.save')}
      sending={{ error: doing.error, isPending: doing.isBusy }}
      onSend={() => void save()}
      onClose={onClose}
      noValidate
    >
      <WhoField household={household} value={personId} onChange={setPerson} />
      <OneOfField
        label={t('web.people.needs.which')}
        error={asked && !need ? t('web.people.needs.missing') : undefined}
        none={t('web.people.choose')}
        choices={kinds.map((kind) => [kind.code, text(kind.names, kind.code) + (kind.isRestricted ? restricted : '')])}
        value={need}
        onChange={setNeed}
      />
      {need === disability && <Washington detail={detail} onChange={setDetail} />}
    </AskDialog>
  )
}
