/** The household being registered on this device. */
import { useCatalogue } from '../field/catalogue.ts'
import { useLanguage } from '../languages.ts'
import { useMe } from '../me.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { newHousehold } from './keptTyping.ts'
import { registersFor } from './organisations.ts'
import { siteOfToday } from './places.ts'
import { useTyping } from './useTyping.ts'

export function useDraft() {
  const { value: draft, ...typing } = useTyping<Draft>(newHousehold, { begins: useFresh(), isTyped: isNamed })
  return { draft, ...typing }
}

/** Somebody was named. */
const isNamed = ({ agreed, content }: Draft): boolean =>
  agreed.registration === true && content.persons.some((person) => (person.given + person.family).trim() !== '')

/** With what is known before anything is asked: who registers, and where one stands today. */
function useFresh(): () => Draft {
  const me = useMe().data
  const language = useLanguage()
  const { sites } = useCatalogue()
  return () => {
    const own = registersFor(me?.grants ?? [])
    const wanted = siteOfToday() ?? own.find((one) => one.site)?.site
    const site = sites?.find((one) => one.id === wanted && !one.isClosed)
    return emptyDraft({
      organisation: own[0]?.organisation ?? 0,
      language,
      site: site?.id ?? null,
      country: site?.country ?? me?.countries?.[0] ?? '',
      admin1: site?.admin1 ?? null,
      admin2: site?.admin2 ?? null,
    })
  }
}
