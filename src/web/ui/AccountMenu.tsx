/** Who is signed in: a button of the top bar; what it opens is loaded when it is wanted. */
import { lazy, Suspense, useState } from 'react'
import { useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { Icon } from './Icon.tsx'

const load = () => import('./AccountChoices.tsx')
const AccountChoices = lazy(load)

export function AccountMenu() {
  const t = useT()
  const me = useMe()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <button
        type="button"
        className="plain account"
        popoverTarget="account"
        onPointerEnter={() => void load()}
        aria-label={t('web.ui.account', { name: me.data?.name ?? '' })}
      >
        <Icon name="person" />
      </button>
      <div id="account" popover="auto" className="account-menu" onToggle={() => setOpened(true)}>
        {opened && (
          <Suspense>
            <AccountChoices />
          </Suspense>
        )}
      </div>
    </>
  )
}
