/** Who may sign in, and what each may do and where. For administrators. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { User, UserPage } from '../../modules/organisations/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Badge } from '../ui/Badge.tsx'
import { FindField } from '../ui/FindField.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { More, pagesBy } from '../ui/pages.tsx'
import { Wait } from '../ui/Wait.tsx'
import { changing } from './changing.tsx'
import { useGrantWords } from './grants.ts'
import { NewUserDialog } from './NewUserDialog.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'
import { UserDialog } from './UserDialog.tsx'
import './settings.css'

export function UsersScreen() {
  const t = useT()
  const may = useMay()
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const [adding, setAdding] = useState(false)
  const [open, setOpen] = useState<User>()
  const pages = useInfiniteQuery({
    queryKey: ['users', q],
    ...pagesBy((after) => get<UserPage>('/users', { q, after })),
  })
  const users = pages.data?.pages.flatMap((page) => page.users)
  return (
    <>
      <Head
        title={t('web.settings.users.title')}
        actions={
          may('users.edit') && (
            <button type="button" className="primary" onClick={() => setAdding(true)}>
              <Icon name="plus" />
              {t('web.settings.users.add')}
            </button>
          )
        }
      >
        {t('web.settings.users.words')}
      </Head>
      <SettingsTabs />
      <FindField label={t('web.settings.users.find')} words={words} onWords={setWords} />
      {pages.isError && <ProblemNotice error={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <Wait />}
      {users && (users.length === 0 ? <p>{t('web.settings.users.none')}</p> : <UsersTable users={users} onOpen={setOpen} />)}
      <More pages={pages} />
      {adding && <NewUserDialog onClose={() => setAdding(false)} />}
      {open && <UserDialog user={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function UsersTable({ users, onOpen }: { users: User[]; onOpen: (user: User) => void }) {
  const t = useT()
  const format = useFormat()
  const grantWords = useGrantWords(users.flatMap((user) => user.grants))
  const grantsOf = ({ grants }: User) =>
    grants.length === 0
      ? t('web.settings.grants.none')
      : grants.map((grant) => <div key={JSON.stringify(grant)}>{grantWords(grant)}</div>)
  return (
    <Listing
      label={t('web.settings.users.title')}
      rows={users}
      keyOf={(user) => user.id}
      columns={[
        { name: t('web.settings.name'), cell: (user) => <UserName user={user} /> },
        { name: t('web.settings.grants'), cell: grantsOf },
        {
          name: t('web.settings.second'),
          cell: (user) =>
            user.secondFactor ? <Badge tone="good">{t('web.settings.second.on')}</Badge> : t('web.settings.second.off'),
        },
        {
          name: t('web.settings.users.seen'),
          cell: (user) => (user.lastSeenAt ? format.day(user.lastSeenAt) : t('web.settings.never')),
        },
        changing(t, onOpen, (user) => user.name),
      ]}
    />
  )
}

function UserName({ user }: { user: User }) {
  const t = useT()
  return (
    <>
      <b>{user.name}</b>{' '}
      {user.disabled && (
        <Badge tone="wrong" icon="lock">
          {t('web.settings.users.shut')}
        </Badge>
      )}
      <br />
      <span className="quiet">{user.email}</span>
    </>
  )
}
