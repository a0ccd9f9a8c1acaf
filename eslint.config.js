import prettier from 'eslint-config-prettier'
import jsdoc from 'eslint-plugin-jsdoc'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const typescript = ['**/*.ts', '**/*.vue']

const unfinished = ['todo', 'fixme', 'xxx', 'hack']
// No rule is ever silenced in a file; oxlint would listen to these.
const silencing = ['eslint-disable', 'eslint-enable', 'oxlint-disable', 'oxlint-enable']

const refuse = (message) => ({ 'no-restricted-syntax': ['error', { selector: 'Program', message }] })

export default defineConfig(
  { ignores: ['out/', 'test-results/', 'coverage/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  {
    name: 'typescript',
    files: typescript,
    // The rules that need types stand in .oxlintrc.json.
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: [...unfinished, ...silencing] }],
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    name: 'components',
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended-error']],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-emits-declaration': ['error', 'type-literal'],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/no-bare-strings-in-template': 'error',
      'vue/no-template-target-blank': 'error',
      'vue/no-undef-components': ['error', { ignorePatterns: ['router-view', 'router-link'] }],
      'vue/no-undef-properties': 'error',
      'vue/no-unused-emit-declarations': 'error',
      'vue/no-useless-v-bind': 'error',
      'vue/no-v-html': 'error',
      'vue/prefer-true-attribute-shorthand': 'error',
      'vue/require-typed-ref': 'error',
    },
  },
  {
    name: 'documented exports',
    files: ['src/**/*.ts', 'scripts/**/*.ts', 'test/support/**/*.ts'],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: [
            'ExportNamedDeclaration > VariableDeclaration',
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
          ],
          enableFixer: false,
        },
      ],
      'jsdoc/require-description': ['error', { descriptionStyle: 'body', contexts: ['any'] }],
      'jsdoc/match-description': [
        'error',
        {
          matchDescription: '^\\n?[A-Z`][\\s\\S]*[.:]\\s*$',
          message: 'Write whole sentences.',
          contexts: ['any'],
        },
      ],
      'jsdoc/no-types': ['error', { contexts: ['any'] }],
      'jsdoc/no-blank-blocks': 'error',
      'jsdoc/check-param-names': 'error',
    },
  },

  {
    name: 'named exports only',
    files: ['**/*.ts'],
    ignores: ['*.config.ts', '**/*.d.ts'],
    rules: {
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
    },
  },
  {
    name: 'kebab-case file names',
    files: ['**/*[A-Z_]*.ts'],
    ignores: ['src/renderer/locales/zh-CN.ts'],
    rules: refuse('Name the file in kebab-case, after the one thing that it exports.'),
  },
  {
    name: 'PascalCase component names',
    files: ['**/[a-z]*.vue', '**/*[-_]*.vue'],
    rules: refuse('Name the component in PascalCase.'),
  },
  {
    name: 'file names that say something',
    files: [
      '**/{,*-}{util,utils,helper,helpers,common,manager,managers}{,-*}.{ts,vue}',
      '**/*{Util,Utils,Helper,Helpers,Common,Manager}.vue',
      '**/{util,utils,helper,helpers,common,manager,managers}/**/*.{ts,vue}',
    ],
    rules: refuse('Name the file after what it does: utils, helpers, common and manager say nothing.'),
  },
  { name: 'scripts print', files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    name: 'tests on real parts',
    files: ['test/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['mock', 'doMock', 'hoisted', 'spyOn', 'stubGlobal'].map((property) => ({
          object: 'vi',
          property,
          message: 'Test on real parts; pass a stand-in as an argument where one cannot be had.',
        })),
        { property: 'waitForTimeout', message: 'Wait for a condition, never for a time.' },
      ],
    },
  },

  prettier,
)
