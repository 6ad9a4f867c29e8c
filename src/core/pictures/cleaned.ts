/** What is left of a picture when all is gone that does not draw it. */
export type Cleaned = { content: Buffer; pixels: number }
