/** The needs of one person, ticked; those of the Washington Group as its questions ask. */
import type { NewNeed } from '../../modules/people/contract.ts'
import { useT, useText } from '../languages.ts'
import { Badge } from '../ui/Badge.tsx'
import { disability } from './draft.ts'
import { newNeed, useNeedChoices } from './needs.ts'
import { Washington } from './Washington.tsx'

type Props = { personId: string; needs: NewNeed[]; onChange: (needs: NewNeed[]) => void }

/** @param needs of this person */
export function NeedFields({ personId, needs, onChange }: Props) {
  const t = useT()
  const text = useText()
  const kinds = useNeedChoices(needs)
  const has = (code: string) => needs.find((need) => need.need === code)
  const turn = (code: string, on: boolean) =>
    onChange(on ? [...needs, newNeed(personId, code)] : needs.filter((need) => need.need !== code))
  const tell = (detail: NewNeed['detail']) =>
    onChange(needs.map((need) => (need.need === disability ? { ...need, detail } : need)))
  return (
    <fieldset className="need-ticks">
      <legend>{t('web.people.needs')}</legend>
      {kinds.length === 0 && <p className="quiet">{t('web.people.needs.no-list')}</p>}
      {kinds.map((kind) => (
        <div key={kind.code}>
          <label className="tick">
            <input type="checkbox" checked={has(kind.code) !== undefined} onChange={(e) => turn(kind.code, e.target.checked)} />
            <span>{text(kind.names, kind.code)}</span>
            {kind.isRestricted && <Badge tone="sensitive">{t('web.people.needs.restricted')}</Badge>}
          </label>
          {kind.code === disability && has(disability) && <Washington detail={has(disability)?.detail ?? {}} onChange={tell} />}
        </div>
      ))}
    </fieldset>
  )
}
