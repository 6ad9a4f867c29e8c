/** The fields of a filter above a grid: one of a list, and words, asked for when typing pauses. */
import { useEffect, useRef, useState } from 'react'

type ChoiceProps = {
  label: string
  /** What stands for no choice. */
  all: string
  value: string | number | undefined
  options: { value: string; name: string }[]
  onChange: (value: string | undefined) => void
}

export function FilterChoice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value ?? ''} onChange={(e) => onChange(e.target.value || undefined)}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
}

type WordsProps = { label: string; value: string | undefined; onChange: (words: string | undefined) => void }

/** The field follows the address where somebody clears the filter, not where the address follows what was typed here. */
export function FilterWords({ label, value = '', onChange }: WordsProps) {
  const [words, setWords] = useState(value)
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setWords(value)
  }, [value])
  useEffect(() => {
    const wanted = words.trim()
    if (wanted === told.current) return
    const timer = setTimeout(() => {
      told.current = wanted
      onChange(wanted || undefined)
    }, 500)
    return () => clearTimeout(timer)
  })
  return (
    <label>
      {label}
      <input type="search" size={16} value={words} onChange={(e) => setWords(e.target.value)} />
    </label>
  )
}
