/** One more question of consent, to one person, in their words. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { type Household, type NewConsent, type Purpose, purposes } from '../../modules/people/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { type Language, languages, useLanguage, useT } from '../languages.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { AnswerFields, GuardianField, HowChoice } from './ConsentFields.tsx'
import { textOf } from './consents.ts'
import { ofNow } from './totals.ts'
import { useDoing } from './useHousehold.ts'
import { WhoField } from './WhoField.tsx'

type Asked = {
  personId: string
  purpose: Purpose
  language: Language
  how: NewConsent['how']
  guardianName: string
}

export function ConsentDialog({ household, onClose }: { household: Household; onClose: () => void }) {
  const t = useT()
  const doing = useDoing(household.id)
  const { consentTexts } = useCatalogue()
  const language = useLanguage()
  const [isTried, setTried] = useState(false)
  const [answer, setAnswer] = useState<boolean>()
  const personId = ofNow(household.persons)[0]?.id ?? ''
  const [asked, setAsked] = useState<Asked>({ personId, purpose: 'registration', language, how: 'spoken', guardianName: '' })
  const change = (part: Partial<Asked>) => setAsked((before) => ({ ...before, ...part }))
  const save = async () => {
    setTried(true)
    if (answer === undefined) return
    const textVersion = textOf(consentTexts, asked.purpose, asked.language)?.version ?? 1
    const said = { isGiven: answer, textVersion, at: new Date().toISOString() }
    const body: NewConsent = { ...asked, ...said, id: newId(), guardianId: null, until: null }
    if (await doing.start({ kind: 'consent.record', id: newId(), household: household.id, body })) onClose()
  }
  return (
    <AskDialog
      title={t('web.people.consents.ask')}
      deed={t('web.people.consents.save')}
      sending={{ error: doing.error, isPending: doing.isBusy }}
      onSend={() => void save()}
      onClose={onClose}
      noValidate
    >
      <AskedFields asked={asked} change={change} household={household} />
      <AnswerFields purpose={asked.purpose} language={asked.language} answer={answer} onAnswer={setAnswer} isMissing={isTried} />
      <HowChoice how={asked.how} onChange={(how) => change({ how })} />
    </AskDialog>
  )
}

type AskedProps = { asked: Asked; change: (part: Partial<Asked>) => void; household: Household }

function AskedFields({ asked, change, household }: AskedProps) {
  const t = useT()
  return (
    <>
      <WhoField household={household} value={asked.personId} onChange={(personId) => change({ personId })} />
      <OneOfField
        label={t('web.people.consents.what')}
        choices={purposes.map((purpose) => [purpose, t(`web.people.purpose.${purpose}`)])}
        value={asked.purpose}
        onChange={(purpose) => change({ purpose })}
      />
      <OneOfField
        label={t('web.people.consent.language')}
        choices={Object.entries(languages) as [Language, string][]}
        value={asked.language}
        onChange={(language) => change({ language })}
      />
      <GuardianField value={asked.guardianName} onChange={(guardianName) => change({ guardianName })} />
    </>
  )
}
