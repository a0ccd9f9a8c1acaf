import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          cli: at('src/main/cli/index.ts'),
          'hashing-worker': at('src/main/passwords/hashing-worker.ts'),
          'strength-worker': at('src/main/passwords/strength-worker.ts'),
          'audit-worker': at('src/main/audit/audit-worker.ts'),
          'integrity-worker': at('src/main/store/integrity-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [vue()],
    build: {
      rollupOptions: { input: at('src/renderer/index.html') },
    },
  },
})
