/** Builds the staff app: one small first load, one chunk per screen and per language. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contracts } from './build/contracts.ts'
import { firstLoad } from './build/first-load.ts'
import { messages } from './build/messages.ts'

const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [contracts(), react(), messages(), firstLoad({ atMostKb: 130 })],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // The host stays as the browser wrote it: the server refuses to be written to from foreign pages.
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
})
