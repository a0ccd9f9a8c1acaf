const en = {
  edit: '&Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  view: '&View',
  resetZoom: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  togglefullscreen: 'Full Screen',
  toggleDevTools: 'Developer Tools',
  window: '&Window',
  minimize: 'Minimize',
  close: 'Close',
  help: '&Help',
  about: 'About Latchkey',
  quit: 'Quit Latchkey',
} as const

/** Names an entry of the window's menu. */
export type MenuEntry = keyof typeof en

const zhCN: Record<MenuEntry, string> = {
  edit: '编辑(&E)',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  view: '视图(&V)',
  resetZoom: '实际大小',
  zoomIn: '放大',
  zoomOut: '缩小',
  togglefullscreen: '全屏',
  toggleDevTools: '开发者工具',
  window: '窗口(&W)',
  minimize: '最小化',
  close: '关闭',
  help: '帮助(&H)',
  about: '关于 Latchkey',
  quit: '退出 Latchkey',
}

/** Gives the menu's labels in the language of the system: Chinese for any Chinese locale, else English. */
export function menuLabels(locale: string): Record<MenuEntry, string> {
  return locale.toLowerCase().startsWith('zh') ? zhCN : en
}
