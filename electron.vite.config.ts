import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rolldownOptions: {
        // What runs is kept in memory with its text, which takes twice the room where one character is beyond Latin-1.
        output: { charset: 'ascii', comments: { legal: true, annotation: false, jsdoc: false } },
        input: {
          index: at('src/main/index.ts'),
          cli: at('src/main/cli/index.ts'),
          'hashing-worker': at('src/main/passwords/hashing-worker.ts'),
          'strength-worker': at('src/main/passwords/strength-worker.ts'),
          'audit-worker': at('src/main/audit/audit-worker.ts'),
          'integrity-worker': at('src/main/store/examination/integrity-worker.ts'),
          'maintenance-worker': at('src/main/desk/backups/maintenance-worker.ts'),
          'findings-worker': at('src/main/audit/findings-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [vue()],
    define: {
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
      __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
    },
    build: {
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('src/renderer/index.html') },
    },
  },
})
