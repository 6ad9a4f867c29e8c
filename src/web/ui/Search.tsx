/** `/` or Ctrl-K opens the search; its dialog is loaded when it is wanted. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { allSentences, useT } from '../languages.ts'
import { Icon } from './Icon.tsx'

const load = async () => (await Promise.all([import('./SearchDialog.tsx'), allSentences()]))[0]
const SearchDialog = lazy(load)

export function SearchButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const writes =
        e.target instanceof HTMLElement && e.target.closest('input, select, textarea, [contenteditable], [role=grid]') !== null
      if ((e.key === '/' && !writes && !e.ctrlKey && !e.altKey) || (e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey))) {
        e.preventDefault()
        setOpen(true)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button type="button" className="plain end search" onClick={() => setOpen(true)} onPointerEnter={() => void load()}>
        <Icon name="search" />
        <span>{t('web.ui.search')}</span> <kbd>/</kbd>
      </button>
      {open && (
        <Suspense>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
