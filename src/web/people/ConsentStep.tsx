/** First of all: what people are asked to agree to, read to them in their language; a refusal stops no help. */
import { type NewConsent, type Purpose, purposes } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { type Language, languages, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Choice } from './Choice.tsx'
import { textOf } from './consents.ts'
import type { Draft } from './draft.ts'

type Props = { draft: Draft; onChange: (part: Partial<Draft>) => void; missing: boolean }
const ways = ['spoken', 'signed', 'thumbprint', 'remote'] as const satisfies NewConsent['how'][]

export function ConsentStep({ draft, onChange, missing }: Props) {
  const t = useT()
  const agree = (purpose: Purpose, isGiven: boolean) => onChange({ agreed: { ...draft.agreed, [purpose]: isGiven } })
  const isRefused = draft.agreed.registration === false
  return (
    <>
      <Field label={t('web.people.consent.language')} help={t('web.people.consent.language.help')}>
        {(control) => (
          <select {...control} value={draft.language} onChange={(e) => onChange({ language: e.target.value as Language })}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Asked purpose="registration" draft={draft} onAgree={agree} missing={missing} />
      {isRefused && <Refused />}
      {draft.agreed.registration && (
        <>
          {purposes
            .filter((purpose) => purpose !== 'registration')
            .map((purpose) => (
              <Asked key={purpose} purpose={purpose} draft={draft} onAgree={agree} missing={false} />
            ))}
          <How draft={draft} onChange={onChange} />
        </>
      )}
    </>
  )
}

type AskedProps = { purpose: Purpose; draft: Draft; onAgree: (purpose: Purpose, isGiven: boolean) => void; missing: boolean }

function Asked({ purpose, draft, onAgree, missing }: AskedProps) {
  const t = useT()
  const { consentTexts } = useCatalogue()
  const said = textOf(consentTexts, purpose, draft.language)
  const answer = draft.agreed[purpose]
  return (
    <div className="asked stack">
      <h3>{t(`web.people.purpose.${purpose}`)}</h3>
      {said ? (
        <blockquote lang={said.language}>{said.body}</blockquote>
      ) : (
        <p className="quiet">{t('web.people.consent.no-text')}</p>
      )}
      <Choice
        legend={t('web.people.consent.answer', { purpose: t(`web.people.purpose.${purpose}`) })}
        quiet
        options={[
          { value: 'yes', name: t('web.people.consent.yes') },
          { value: 'no', name: t('web.people.consent.no') },
        ]}
        value={answer === undefined ? undefined : answer ? 'yes' : 'no'}
        onChange={(value) => onAgree(purpose, value === 'yes')}
        error={missing && answer === undefined ? t('web.people.consent.missing') : undefined}
      />
      {answer === false && purpose !== 'registration' && <p className="help">{t(`web.people.refused.${purpose}`)}</p>}
    </div>
  )
}

function Refused() {
  const t = useT()
  return (
    <Notice tone="info" title={t('web.people.refused.registration')} says>
      <p>{t('web.people.refused.registration.words')}</p>
      <p>
        <Go to="/deliver/group" search={{ one: '1' }} className="button primary">
          <Icon name="deliver" />
          {t('web.people.refused.deliver')}
        </Go>
      </p>
    </Notice>
  )
}

function How({ draft, onChange }: Omit<Props, 'missing'>) {
  const t = useT()
  return (
    <>
      <Choice
        legend={t('web.people.consent.how')}
        options={ways.map((way) => ({ value: way, name: t(`web.people.consent.how.${way}`) }))}
        value={draft.how}
        onChange={(how) => onChange({ how })}
      />
      <Field label={t('web.people.consent.guardian')} help={t('web.people.consent.guardian.help')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={200}
            value={draft.guardianName}
            onChange={(e) => onChange({ guardianName: e.target.value })}
          />
        )}
      </Field>
    </>
  )
}
