/** Stories of people, with photographs: told in each language, with their consent on file. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuid } from 'uuid'
import { get } from '../api.ts'
import { useT } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useComposer } from './composer.ts'
import { StoryForm } from './StoryForm.tsx'
import type { Story } from './story.ts'

export function StoriesTab() {
  const t = useT()
  const { overview, mayWrite } = useComposer()
  const queries = useQueryClient()
  const stories = useQuery({
    queryKey: ['overview', overview.id, 'stories'],
    queryFn: () => get<Story[]>(`/overviews/${overview.id}/stories`),
  })
  const [fresh, setFresh] = useState<Story[]>([])
  const add = (position: number) =>
    setFresh([...fresh, { id: uuid(), position, country: null, picture: null, texts: {}, credit: '', consent: '' } as Story])
  const refresh = () => void queries.invalidateQueries({ queryKey: ['overview', overview.id] })
  return (
    <Answer query={stories}>
      {(kept) => {
        const unkept = fresh.filter((story) => !kept.some((one) => one.id === story.id))
        return (
          <div className="parts">
            <p className="quiet">{t('web.reports.stories.words')}</p>
            {kept.length + unkept.length === 0 && <p>{t('web.reports.stories.none')}</p>}
            {[...kept, ...unkept].map((story) => (
              <StoryForm
                key={story.id}
                story={story}
                isKept={kept.includes(story)}
                onChange={refresh}
                onDrop={() => {
                  setFresh(fresh.filter((one) => one.id !== story.id))
                  refresh()
                }}
              />
            ))}
            {mayWrite && (
              <p>
                <button type="button" onClick={() => add(kept.length + unkept.length)}>
                  <Icon name="plus" />
                  {t('web.reports.stories.add')}
                </button>
              </p>
            )}
          </div>
        )
      }}
    </Answer>
  )
}
