/** Something being typed: it survives a reload where the device keeps people, a locked device, a line that is cut, and a walk to another screen. */
import { useEffect, useRef, useState } from 'react'
import { useMe } from '../me.ts'
import { forgetTyping, keepTyping, keptTyping } from './keptTyping.ts'

type Typing<V> = {
  begins: () => V
  /** Worth a question before the window is closed. */
  isTyped: (value: V) => boolean
  /** Nothing of it need be kept. */
  isEmpty?: (value: V) => boolean
}

export function useTyping<V extends object>(name: string, { begins, isTyped, isEmpty = () => false }: Typing<V>) {
  const user = useMe().data?.id
  const [value, setValue] = useState<V>()
  const [isKept, setKept] = useState(false)
  const fresh = useRef(begins)
  fresh.current = begins
  useEffect(() => {
    if (!user) return
    let isOver = false
    void keptTyping<V>(user, name).then((kept) => {
      if (!isOver) setValue((now) => now ?? kept ?? fresh.current())
    })
    return () => {
      isOver = true
    }
  }, [user, name])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is kept when it changes, not when it is drawn
  useEffect(() => {
    if (!value || !user) return
    if (isEmpty(value)) void forgetTyping(user, name).then(() => setKept(false))
    else void keepTyping(user, name, value).then(setKept, () => setKept(false))
  }, [value, user, name])
  useAskBeforeLeaving(value !== undefined && !isKept && isTyped(value))
  return {
    value,
    isKept,
    change: (part: Partial<V>) => setValue((now) => now && { ...now, ...part }),
    forget: async () => {
      if (user) await forgetTyping(user, name)
    },
    begin: () => {
      if (user) void forgetTyping(user, name)
      setValue(fresh.current())
    },
  }
}

function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [asks])
}
