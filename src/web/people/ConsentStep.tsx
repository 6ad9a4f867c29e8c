/** First of all: what people are asked to agree to, read to them in their language; a refusal stops no help. */
import { type Purpose, purposes } from '../../modules/people/contract.ts'
import { type Language, languages, useT } from '../languages.ts'
import { Field } from '../ui/Field.tsx'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { AnswerFields, GuardianField, HowChoice } from './ConsentFields.tsx'
import type { Draft } from './draft.ts'

type Props = { draft: Draft; onChange: (part: Partial<Draft>) => void; missing: boolean }

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
          <HowChoice how={draft.how} onChange={(how) => onChange({ how })} />
          <GuardianField value={draft.guardianName} onChange={(guardianName) => onChange({ guardianName })} />
        </>
      )}
    </>
  )
}

type AskedProps = { purpose: Purpose; draft: Draft; onAgree: (purpose: Purpose, isGiven: boolean) => void; missing: boolean }

function Asked({ purpose, draft, onAgree, missing }: AskedProps) {
  const t = useT()
  const answer = draft.agreed[purpose]
  return (
    <div className="asked stack">
      <h3>{t(`web.people.purpose.${purpose}`)}</h3>
      <AnswerFields
        purpose={purpose}
        language={draft.language}
        answer={answer}
        onAnswer={(isGiven) => onAgree(purpose, isGiven)}
        isMissing={missing}
        quiet
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
