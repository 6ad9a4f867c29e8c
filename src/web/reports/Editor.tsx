/** A text that can be written in, with its figures standing in it. */
import { type RefObject, useId, useRef } from 'react'
import { type FieldHandle, type FieldOptions, useField } from './useField.ts'

type Props = FieldOptions & {
  label: string
  language: string
  placeholder: string
  describedBy?: string | undefined
  handle: RefObject<FieldHandle | undefined>
}

export function Editor({ label, language, placeholder, describedBy, handle, ...options }: Props) {
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  handle.current = useField(root, options)
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
