import type { Messages } from '../messages.ts'

/** Holds the words of the command palette and of the keyboard shortcuts. */
export const palette: Messages['palette'] = {
  open: '搜索',
  openKeys: 'Ctrl+K',
  title: '快速前往',
  hint: '页面、账号、用户、应用、重置请求…',
  hintAuditor: '页面或操作…',
  results: '搜索结果',
  found: '没有结果 | {n} 个结果',
  none: '没有与“{text}”匹配的内容。',
  searching: '正在搜索…',
  keys: '↑ ↓ 选择 · Enter 打开 · Esc 关闭',
  group: {
    places: '页面',
    admins: '管理员账号',
    users: '用户',
    applications: '应用',
    resets: '重置请求',
    actions: '操作',
  },
  all: {
    admins: '与“{text}”匹配的全部管理员账号',
    users: '与“{text}”匹配的全部用户',
    applications: '与“{text}”匹配的全部应用',
    resets: '与“{text}”匹配的全部重置请求',
  },
  request: '#{number} {account}',
  requestOpen: '处理中',
  requestClosed: '已关闭',
  action: {
    newRequest: '受理重置请求',
    newRotation: '计划轮换',
    verifyCopy: '校验其他数据文件的审计',
    lock: '锁定',
    theme: '切换浅色与深色',
    language: 'Switch to English',
    shortcuts: '键盘快捷键',
  },
  shortcuts: {
    title: '键盘快捷键',
    palette: '快速前往',
    lock: '立即锁定',
    help: '显示本列表',
    close: '关闭当前窗口',
    pages: '页面：先按 g，再按',
  },
}
