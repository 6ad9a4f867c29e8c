/** My account: name, language and look; password; second factor; where I am signed in. */
import { useT } from '../languages.ts'
import { useMe } from '../me.ts'
import { Answer } from '../ui/Answer.tsx'
import { Head } from '../ui/Head.tsx'
import { useGrantWords } from './grants.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { ProfileForm } from './ProfileForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'
import './settings.css'
import { SettingsTabs } from './SettingsTabs.tsx'

export function AccountScreen() {
  const t = useT()
  const me = useMe()
  const grantWords = useGrantWords(me.data?.grants ?? [])
  return (
    <>
      <Head title={t('web.settings.account.title')}>
        {me.data && `${me.data.email} · ${me.data.grants.map(grantWords).join(' · ')}`}
      </Head>
      <SettingsTabs />
      <Answer query={me}>
        {(account) => (
          <div className="settings">
            <ProfileForm me={account} />
            <PasswordForm />
            <SecondFactor isOn={account.secondFactor} />
            <Sessions />
          </div>
        )}
      </Answer>
    </>
  )
}
