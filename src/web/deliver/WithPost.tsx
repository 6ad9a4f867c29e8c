/** Asks once a day at which site this device gives; then it stands in the first line of every screen of delivery. */
import { type ReactNode, useState } from 'react'
import type { Site } from '../../modules/places/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useOrganisationNames } from '../people/organisations.ts'
import { useSiteName } from '../people/places.ts'
import { Empty } from '../ui/Empty.tsx'
import { Field } from '../ui/Field.tsx'
import { Head } from '../ui/Head.tsx'
import { OneOfField } from '../ui/OneOfField.tsx'
import { Wait } from '../ui/Wait.tsx'
import type { Post } from './post.ts'
import { useOpenSites, usePost } from './usePost.ts'
import './deliver.css'

type Children = (post: Post, here: ReactNode) => ReactNode

/** @param children hears the post, and the words that say it with a way to change it */
export function WithPost({ children }: { children: Children }) {
  const t = useT()
  const { post, last, choices, choose, leave } = usePost()
  if (choices.length === 0)
    return (
      <>
        <Head title={t('web.deliver.title')} />
        <Empty icon="lock" title={t('web.deliver.post.none')}>
          <p>{t('web.deliver.post.none.words')}</p>
        </Empty>
      </>
    )
  if (!post) return <PostChoice choices={choices} last={last} onChoose={choose} />
  return <div className="deliver">{children(post, <PostLine post={post} onLeave={leave} />)}</div>
}

function PostLine({ post, onLeave }: { post: Post; onLeave: () => void }) {
  const t = useT()
  const siteName = useSiteName()
  const nameOf = useOrganisationNames([post.organisation])
  return (
    <>
      {[siteName(post.site), nameOf(post.organisation)].filter(Boolean).join(' · ')}{' '}
      <button type="button" className="plain beside" onClick={onLeave}>
        {t('web.deliver.post.change')}
      </button>
    </>
  )
}

type ChoiceProps = { choices: ReturnType<typeof usePost>['choices']; last: Post | undefined; onChoose: (post: Post) => void }

function PostChoice({ choices, last, onChoose }: ChoiceProps) {
  const t = useT()
  const text = useText()
  const nameOf = useOrganisationNames(choices.map((one) => one.organisation))
  const organisations = [...new Set(choices.map((one) => one.organisation))]
  const [organisation, setOrganisation] = useState(last?.organisation ?? organisations[0]!)
  const [chosen, setChosen] = useState(last?.site)
  const own = choices.filter((one) => one.organisation === organisation)
  const all = useOpenSites(undefined)
  const sites = all?.filter((site) => own.some((one) => one.site === undefined || one.site === site.id))
  const site = sites?.find((one) => one.id === chosen) ?? (sites?.length === 1 ? sites[0] : undefined)
  return (
    <div className="deliver">
      <Head title={t('web.deliver.post.title')}>{t('web.deliver.post.words')}</Head>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault()
          if (site) onChoose({ organisation, site: site.id })
        }}
      >
        {organisations.length > 1 && (
          <OneOfField
            label={t('web.deliver.post.organisation')}
            choices={organisations.map((id) => [String(id), nameOf(id)])}
            value={String(organisation)}
            onChange={(id) => setOrganisation(Number(id))}
          />
        )}
        {sites ? <SiteField sites={sites} value={site?.id ?? ''} onChange={setChosen} /> : <Wait />}
        <button type="submit" className="primary huge" disabled={!site}>
          {site ? t('web.deliver.post.begin', { site: text(site.names) }) : t('web.deliver.post.choose-first')}
        </button>
      </form>
    </div>
  )
}

type SiteProps = { sites: Site[]; value: string; onChange: (id: string) => void }

function SiteField({ sites, value, onChange }: SiteProps) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const country = useCountryName()
  return (
    <Field label={t('web.deliver.post.site')} help={sites.length === 0 ? t('web.deliver.post.no-sites') : undefined}>
      {(control) => (
        <select {...control} value={value} onChange={(e) => onChange(e.target.value)}>
          <option value="" disabled>
            {t('web.deliver.choose')}
          </option>
          {format
            .sorted(sites, (one) => `${country(one.country)} ${text(one.names)}`)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {text(one.names)}, {country(one.country)}
              </option>
            ))}
        </select>
      )}
    </Field>
  )
}
