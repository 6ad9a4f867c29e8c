/** How often one may ask after people, and from when on others hear of it. Also shown on screens. */

/**
 * Within an hour of the clock. Sixty households registered ask some five hundred times, two hundred met at a distribution some six
 * hundred; nobody who looks at people asks a thousand times.
 */
export const mostLookups = 1500
/** From here on those who answer for the organisation see it. */
export const manyLookups = 750
