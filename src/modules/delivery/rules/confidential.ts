/** What was confidential when it was given stays so. Pure. */
import type { Service } from '../contract.ts'

/** Whether it is told to nobody outside the organisation that gave it at that moment. */
export const isConfidentialOf = ({ isConfidential, confidentialUntil }: Service, at: Date): boolean =>
  isConfidential || (confidentialUntil != null && at < new Date(confidentialUntil))
