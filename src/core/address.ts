/** The address under which people open Senda, for links that leave the house. */

/** `SENDA_URL`, without a slash at its end; without it this machine's own. */
export const baseAddress = (): string =>
  (process.env.SENDA_URL || `http://localhost:${process.env.PORT || 3000}`).replace(/\/+$/, '')

/** @param path of a screen of the staff app, as `/plan/rmrp-2021/review` */
export const screenAddress = (path: string): string => `${baseAddress()}/app${path}`
