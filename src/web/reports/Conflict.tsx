/** Two people wrote the same part: both texts side by side, and a choice. */
import { useFormat, useT } from '../languages.ts'
import { useComposer } from './composer.ts'
import { piecesOf } from './tokens.ts'
import type { TextOf } from './usePartText.ts'

export function Conflict({
  mine,
  theirs,
  onSettle,
}: {
  mine: string
  theirs: TextOf
  onSettle: (which: 'mine' | 'theirs') => void
}) {
  const t = useT()
  const format = useFormat()
  return (
    <div className="notice" data-tone="attention" role="alert">
      <div className="stack">
        <b>{t('web.reports.conflict', { by: theirs.savedBy })}</b>
        <p className="quiet">{t('web.reports.conflict.words')}</p>
        <div className="diff">
          <div className="stack">
            <b>{t('web.reports.conflict.mine')}</b>
            <PlainText body={mine} />
            <p>
              <button type="button" onClick={() => onSettle('mine')}>
                {t('web.reports.conflict.keep-mine')}
              </button>
            </p>
          </div>
          <div className="stack">
            <b>
              {theirs.savedBy}, {format.moment(theirs.savedAt)}
            </b>
            <PlainText body={theirs.body} />
            <p>
              <button type="button" onClick={() => onSettle('theirs')}>
                {t('web.reports.conflict.take-theirs')}
              </button>
            </p>
          </div>
        </div>
      </div>
    </div>
  )
}

/** A text to read: figures with their value now. */
export function PlainText({ body }: { body: string }) {
  const { known } = useComposer()
  let offset = 0
  const pieces = piecesOf(body).map((piece) => {
    const at = offset
    offset += ('words' in piece ? piece.words : piece.token).length
    return { piece, at }
  })
  return (
    <p className="as-written">
      {pieces.map(({ piece, at }) =>
        'words' in piece ? <span key={at}>{piece.words}</span> : <b key={at}>{known.get(piece.token)?.shown ?? piece.token}</b>,
      )}
    </p>
  )
}
