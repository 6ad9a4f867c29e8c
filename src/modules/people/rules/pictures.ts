/** What is taken for a photo. */

export const mostPictureBytes = 400 * 1000
/** A screen that opens it needs four bytes for each, whatever the file weighs. */
export const mostPicturePixels = 20_000_000
