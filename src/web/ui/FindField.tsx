/** One field that looks for words in the list below it. */
export function FindField({ label, words, onWords }: { label: string; words: string; onWords: (words: string) => void }) {
  return (
    <search className="filters">
      <label>
        {label}
        <input type="search" value={words} onChange={(e) => onWords(e.target.value)} />
      </label>
    </search>
  )
}
