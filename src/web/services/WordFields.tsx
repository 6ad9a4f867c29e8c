/** Name and unit in each language. */
import { languages, useT } from '../languages.ts'
import { type Draft, tongues, type Word } from './draft.ts'

type Props = { draft: Draft; onChange: (draft: Draft) => void }
const parts: (keyof Word)[] = ['name', 'one', 'other']

export function WordFields({ draft, onChange }: Props) {
  const t = useT()
  return (
    <fieldset>
      <legend>{t('web.services.words-of')}</legend>
      <div className="word-grid">
        <span />
        {parts.map((part) => (
          <span key={part} className="quiet">
            {t(`web.services.word.${part}`)}
          </span>
        ))}
        {tongues.map((language) => (
          <div key={language} className="word-line">
            <span className="quiet">{languages[language]}</span>
            {parts.map((part) => (
              <input
                key={part}
                lang={language}
                maxLength={part === 'name' ? 120 : 60}
                aria-label={`${t(`web.services.word.${part}`)}, ${languages[language]}`}
                placeholder={t(`web.services.word.${part}`)}
                value={draft.words[language][part]}
                onChange={(e) =>
                  onChange({
                    ...draft,
                    words: { ...draft.words, [language]: { ...draft.words[language], [part]: e.target.value } },
                  })
                }
              />
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
