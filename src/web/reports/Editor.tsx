/** A text that can be written in, with its figures standing in it. */
import { useId, useRef } from 'react'
import { type FieldOptions, useField } from './useField.ts'

type Props = FieldOptions & { label: string; language: string; placeholder: string; describedBy?: string | undefined }

export function Editor({ label, language, placeholder, describedBy, ...options }: Props) {
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  useField(root, options)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a text area cannot hold figures
    <div
      id={id}
      ref={root}
      className={options.oneLine ? 'writing one-line' : 'writing'}
      contentEditable
      suppressContentEditableWarning
      role="textbox"
      tabIndex={0}
      aria-multiline={!options.oneLine}
      aria-label={label}
      aria-describedby={describedBy}
      lang={language}
      spellCheck
      data-placeholder={placeholder}
    />
  )
}
