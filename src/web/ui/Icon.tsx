/** An icon of the sprite, always beside a word. */
import sprite from '../look/icons.svg?url'

export function Icon({ name, sector = false }: { name: string; sector?: boolean }) {
  return (
    <svg className={sector ? 'i sector' : 'i'} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}
