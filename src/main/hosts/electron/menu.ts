import type { MenuItemConstructorOptions as Item } from 'electron'
import { menuLabels, type MenuEntry } from './menu-labels.ts'

/** Gives the window's menu in the system's language; developer tools only where `devTools` says so. */
export function menuTemplate(options: { locale: string; mac: boolean; devTools: boolean }): Item[] {
  const labels = menuLabels(options.locale)
  const line: Item = { type: 'separator' }
  const item = (role: MenuEntry & NonNullable<Item['role']>): Item => ({ role, label: labels[role] })
  const menu = (entry: MenuEntry, submenu: Item[]): Item => ({ label: labels[entry], submenu })
  const devTools = options.devTools ? [line, item('toggleDevTools')] : []
  const app: Item[] = options.mac
    ? [
        {
          label: 'Latchkey',
          submenu: [item('about'), line, { role: 'services' }, { role: 'hide' }, line, item('quit')],
        },
      ]
    : []
  return [
    ...app,
    menu('edit', [
      item('undo'),
      item('redo'),
      line,
      item('cut'),
      item('copy'),
      item('paste'),
      item('selectAll'),
    ]),
    menu('view', [
      item('resetZoom'),
      item('zoomIn'),
      item('zoomOut'),
      line,
      item('togglefullscreen'),
      ...devTools,
    ]),
    { ...menu('window', [item('minimize'), item('close')]), role: 'window' },
    { ...menu('help', [item('about'), ...(options.mac ? [] : [item('quit')])]), role: 'help' },
  ]
}
