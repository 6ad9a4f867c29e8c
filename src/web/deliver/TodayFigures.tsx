/** How many deliveries and households today, at this site. */
import { useFormat, useT } from '../languages.ts'
import type { Post } from './post.ts'
import { useToday } from './useToday.ts'

export function TodayFigures({ post }: { post: Post }) {
  const t = useT()
  const format = useFormat()
  const counts = useToday(post)
  if (!counts) return null
  return (
    <section className="stack" aria-label={t('web.deliver.today.here')}>
      <h2>{t('web.deliver.today.here')}</h2>
      <div className="figures">
        <p className="figure">
          <b>{format.number(counts.entries)}</b> {t('web.deliver.today.deliveries', { n: counts.entries })}
        </p>
        <p className="figure">
          <b>{format.number(counts.households)}</b> {t('web.deliver.today.households', { n: counts.households })}
        </p>
      </div>
    </section>
  )
}
