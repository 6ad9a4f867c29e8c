/// <reference types="vite/client" />
declare module 'virtual:messages/*' {
  const catalog: import('./messages.ts').Catalog
  export default catalog
}
