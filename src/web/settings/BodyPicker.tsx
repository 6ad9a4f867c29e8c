/** Finds one organisation among thousands by any of its names. */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import type { Organisation } from '../../modules/organisations/contract.ts'
import { get } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { useBodies, useBodiesOf } from './grants.ts'

export function BodyPicker({ id, onChoose }: { id: string | null; onChoose: (id: string | null) => void }) {
  const t = useT()
  const text = useText()
  const list = useId()
  const bodies = useBodies()
  const named = (body: Organisation) =>
    text(body.names) + (body.acronym && body.acronym !== text(body.names) ? ` (${body.acronym})` : '')
  const known = useBodiesOf([{ scope: 'organisation', scopeId: id }]).get(id ?? '')
  const [words, setWords] = useState<string>()
  const shown = words ?? (known ? named(known) : (id ?? ''))
  const asked = useDeferredValue(shown)
  const found = useQuery({
    queryKey: ['organisations', asked],
    queryFn: () => get<Organisation[]>('/organisations', { q: asked.replace(/ \([^)]*\)$/, ''), limit: 20 }),
    enabled: words !== undefined && asked.length > 1,
    staleTime: 60_000,
  })
  const offered = found.data ?? bodies.data?.slice(0, 20) ?? []
  const write = (value: string) => {
    setWords(value)
    const chosen = offered.find((body) => named(body) === value)
    onChoose(chosen ? String(chosen.id) : null)
  }
  return (
    <>
      <input
        type="search"
        list={list}
        aria-label={t('web.settings.scope.organisation')}
        aria-invalid={shown !== '' && id === null ? true : undefined}
        placeholder={t('web.settings.bodies.find')}
        value={shown}
        onChange={(e) => write(e.target.value)}
      />
      <datalist id={list}>
        {offered.map((body) => (
          <option key={body.id} value={named(body)} />
        ))}
      </datalist>
    </>
  )
}
