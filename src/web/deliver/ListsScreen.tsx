/** Distributions: lists of who is expected, the open ones first; a new one in a few fields. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Distribution } from '../../modules/delivery/distributions/contract.ts'
import { get } from '../api.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { FieldFrame } from '../field/FieldFrame.tsx'
import { useFormat, useT, useText } from '../languages.ts'
import { useSiteName } from '../people/places.ts'
import { useGo } from '../scope.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Go } from '../ui/Go.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { NewListDialog } from './NewListDialog.tsx'
import type { Post } from './post.ts'
import { useUsd } from './useAmount.ts'
import { WithPost } from './WithPost.tsx'

export function ListsScreen() {
  return (
    <FieldFrame>
      <WithPost>{(post, here) => <Lists post={post} here={here} />}</WithPost>
    </FieldFrame>
  )
}

function Lists({ post, here }: { post: Post; here: ReactNode }) {
  const t = useT()
  const go = useGo()
  const [making, setMaking] = useState(false)
  const lists = useQuery({ queryKey: ['distributions'], queryFn: () => get<Distribution[]>('/distributions') })
  const add = (
    <button type="button" className="primary wide" onClick={() => setMaking(true)}>
      <Icon name="plus" />
      {t('web.deliver.list.new')}
    </button>
  )
  return (
    <>
      <Head title={t('web.deliver.list.title')}>{here}</Head>
      <Answer query={lists}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon="people" title={t('web.deliver.list.none')}>
              <p>{t('web.deliver.list.none.words')}</p>
              {add}
            </Empty>
          ) : (
            <>
              {add}
              <ul className="matches">
                {all
                  .toSorted((a, b) => b.state.localeCompare(a.state) || b.day.localeCompare(a.day))
                  .map((one) => (
                    <ListLine key={one.id} list={one} />
                  ))}
              </ul>
            </>
          )
        }
      </Answer>
      {making && (
        <NewListDialog
          post={post}
          lists={lists.data ?? []}
          onClose={() => setMaking(false)}
          onMade={(id) => void go(`/deliver/lists/${id}`)}
        />
      )}
    </>
  )
}

function ListLine({ list }: { list: Distribution }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const usd = useUsd()
  const siteName = useSiteName()
  const { services } = useCatalogue()
  const service = services?.find((one) => one.id === list.service)
  return (
    <li data-sector={service?.sector}>
      <Go to={`/deliver/lists/${list.id}`}>
        <Icon name={service?.sector ?? 'deliver'} sector />
        <span>
          <b>{list.title}</b>
          <small>
            {[
              text(service?.names),
              list.cashValueUsd !== null && t('web.deliver.list.of-each', { value: usd(list.cashValueUsd) }),
              siteName(list.site),
              format.day(`${list.day}T12:00:00`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
          <span>
            {list.state === 'closed' && <Badge icon="lock">{t('web.deliver.list.closed')}</Badge>}{' '}
            {t('web.deliver.list.progress', {
              came: format.number(list.came),
              n: list.expected,
              expected: format.number(list.expected),
            })}
          </span>
        </span>
        <Icon name="next" />
      </Go>
    </li>
  )
}
