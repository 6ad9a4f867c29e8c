/** Builds the staff app: one small first load, one chunk per screen and per language. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contracts } from './build/contracts.ts'
import { firstLoad } from './build/first-load.ts'
import { messages } from './build/messages.ts'
import { offline } from './build/offline.ts'

const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`

/** What every screen needs comes in one file: many small ones cost more than they spare. */
const frame =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack)\/(?!.*(useQueries|queriesObserver)\.)|src\/web\/((?!sentences)[a-z]+\.ts|ui\/(Shell|ScopeWords|Search|AccountMenu|Answer|Wait|WithPlan|Empty|Go|Head|Icon|Notice|ProblemNotice|Broken|NotThere)\.tsx)$/

/** Small ones that most other screens share. */
const parts = /src\/web\/ui\/(Badge|Tabs|Table|Dialog|Finding|FindField|FileField|Steps|upload)\.tsx?$/
/** What each screen of the field begins with. */
const field =
  /src\/web\/(deliver\/(WithPost|Find|useFound|asked|post|usePost|ScanButton|OtherWays|TodayFigures|useToday|useDayAt)|field\/(FieldFrame|useDevice|useOutbox|outboxNow|standing|kept|catalogue)|people\/(organisations|places|day))\.tsx?$|people\/rules\/card\.ts$|delivery\/rules\/days\.ts$/

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [
    contracts(),
    react(),
    messages(),
    offline(),
    firstLoad([
      { screen: 'Today', file: '/today/TodayScreen.tsx', says: ['first'], atMostKb: 122 },
      { screen: 'Deliver', file: '/deliver/DeliverScreen.tsx', says: ['first', 'front'], atMostKb: 130 },
    ]),
  ],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'frame', test: frame },
            { name: 'Field', test: /src\/web\/ui\/Field\.tsx$/ },
            { name: 'parts', test: parts },
            { name: 'begin', test: field },
          ],
        },
      },
    },
    reportCompressedSize: false,
  },
  // The host stays as the browser wrote it: the server refuses to be written to from foreign pages.
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
})
