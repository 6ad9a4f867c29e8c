/** Lists of people that were sent in, and sending another one. */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ListImport } from '../../modules/people/imports/contract.ts'
import { get } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Notice, type Tone } from '../ui/Notice.tsx'
import { isRunning } from './lists.ts'
import { PeopleTabs } from './PeopleTabs.tsx'
import { useSiteName } from './places.ts'
import { SendList } from './SendList.tsx'
import './people.css'

export function PeopleImportsScreen() {
  const t = useT()
  const may = useMay()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const isSending = search.send === 'yes'
  const mayManage = may('people.manage')
  return (
    <>
      <Head
        title={t('web.people.lists')}
        actions={
          mayManage &&
          !isSending && (
            <button type="button" className="primary" onClick={() => change({ send: 'yes' })}>
              <Icon name="upload" />
              {t('web.people.list.send')}
            </button>
          )
        }
      >
        {t('web.people.lists.words')}
      </Head>
      {mayManage ? (
        <>
          <PeopleTabs />
          {isSending ? <SendList onClose={() => change({ send: undefined })} /> : <Lists />}
        </>
      ) : (
        <Notice tone="attention" title={t('web.people.lists.not-yours')} />
      )}
    </>
  )
}

function Lists() {
  const t = useT()
  const query = useQuery({
    queryKey: ['people-imports'],
    queryFn: () => get<ListImport[]>('/people/imports'),
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? 2000 : false),
  })
  return (
    <Answer query={query}>
      {(lists) =>
        lists.length === 0 ? (
          <Empty icon="upload" title={t('web.people.lists.none')}>
            <p>{t('web.people.lists.none.words')}</p>
          </Empty>
        ) : (
          <ListTable lists={lists} />
        )
      }
    </Answer>
  )
}

const numbers = ['households', 'persons', 'candidates', 'rowsRefused'] as const

function ListTable({ lists }: { lists: ListImport[] }) {
  const t = useT()
  const format = useFormat()
  const siteName = useSiteName()
  return (
    <Listing
      label={t('web.people.lists')}
      rows={lists}
      keyOf={(list) => list.id}
      columns={[
        {
          name: t('web.people.list.file'),
          cell: (list) => <Go to={`/people/imports/${list.id}`}>{list.fileName}</Go>,
        },
        { name: t('web.people.list.state'), cell: (list) => <ListState state={list.state} /> },
        { name: t('web.people.site'), cell: (list) => siteName(list.site) },
        { name: t('web.people.list.sent'), cell: (list) => `${format.moment(list.sentAt)}, ${list.sentBy}` },
        ...numbers.map((name) => ({
          name: t(`web.people.list.${name}`),
          cell: (list: ListImport) => format.number(list[name]),
          look: 'n',
        })),
      ]}
    />
  )
}

const tones: Record<ListImport['state'], { tone: Tone; icon?: string }> = {
  waiting: { tone: 'info', icon: 'history' },
  reading: { tone: 'info', icon: 'history' },
  done: { tone: 'good' },
  failed: { tone: 'wrong' },
}

export function ListState({ state }: { state: ListImport['state'] }) {
  const t = useT()
  return <Badge {...tones[state]}>{t(`web.people.list.state.${state}`)}</Badge>
}
