/** For whoever is not found: register, or count. */
import { useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'

export function OtherWays() {
  const t = useT()
  return (
    <>
      <Go to="/people/new" className="button wide">
        <Icon name="plus" />
        {t('web.deliver.register')}
      </Go>
      <Go to="/deliver/group" className="button wide">
        <Icon name="people" />
        {t('web.deliver.group')}
      </Go>
    </>
  )
}
