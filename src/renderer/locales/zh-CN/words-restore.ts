import type { Messages } from '../messages.ts'

/**
 * Holds why a backup fails, why one is not put in the place of the store, and what a full disk means for the store, in
 * words for the operator.
 */
export const restoreWords: Pick<Messages['words'], 'backupFailed' | 'restoreRefused' | 'storeFull'> = {
  backupFailed: {
    exists: {
      what: '{place} 处已有文件，该文件保持原样，没有建立备份。',
      next: '请换一个名称：备份从不覆盖已有文件。',
    },
    'no-space': {
      what: '{place} 所在磁盘已满，没有建立备份，也未留下任何残余。',
      next: '请腾出空间，或选择其他磁盘上的文件夹。',
    },
    'not-writable': {
      what: '操作系统不允许 Latchkey 写入 {place}，没有建立备份。',
      next: '请检查文件夹的属主和权限，或另选文件夹。',
    },
    'not-sound': {
      what: '没有建立备份：为 {place} 制作的副本没有通过自检，已将其移除。',
      next: '请校验审计链，并对数据文件运行 doctor：数据文件本身可能已损坏。',
    },
    'no-store': {
      what: '数据文件无法读取，没有在 {place} 建立备份。',
      next: '请对数据文件运行 doctor 查看原因。',
    },
  },
  restoreRefused: {
    held: {
      what: '就在那一刻，数据文件被另一个程序占用（{place}），没有换成备份。',
      next: '请关闭另一个程序后重试。',
    },
    newer: {
      what: '{place} 由更新版本的 Latchkey 写成，未作任何改动。',
      next: '请用该版本恢复。',
    },
    'not-a-store': {
      what: '{place} 不是 Latchkey 的数据文件，未作任何改动。',
      next: '请选择备份文件，其扩展名与数据文件相同。',
    },
    damaged: {
      what: '{place} 已损坏，无法打开，未作任何改动。',
      next: '请选择更早的备份。',
    },
    unreadable: {
      what: '{place} 不存在，或系统不允许 Latchkey 读取，未作任何改动。',
      next: '请检查路径与文件权限。',
    },
    'not-writable': {
      what: '系统不允许 Latchkey 在 {place} 旁写入。现用数据文件不变。',
      next: '请检查文件夹权限。',
    },
    'no-space': {
      what: '数据文件所在磁盘已满（{place}）。现用数据文件不变。',
      next: '请腾出空间：备份会先复制到数据文件旁，再将其替换。',
    },
    linked: {
      what: '数据文件有第二个名称，即硬链接（{place}）。现用数据文件不变。',
      next: '请只保留一个名称，删除另一个，然后恢复。',
    },
    'leads-nowhere': {
      what: '{place} 是一个链接，其所指的文件不存在，未作任何改动。',
      next: '请先恢复其所指的磁盘，再行还原。',
    },
    'same-file': {
      what: '{place} 就是现用的数据文件，或属于它的一部分。未作任何改动。',
      next: '请选择它的一份备份。',
    },
    'not-sound': {
      what: '{place} 没有通过备份校验：文件已损坏，或被外部改动。未作任何改动。',
      next: '请选择更早的一份，并将此文件保留原样。',
    },
    'being-read': {
      what: '仍有程序在读取数据文件（{place}）。现用数据文件不变。',
      next: '请等校验、导出或其他程序结束后重试。',
    },
    'rotation-runs': {
      what: '有批量轮换正在进行，未作任何改动，轮换照常继续。',
      next: '请在“批量轮换”中停止它，或等其结束后再恢复。',
    },
    'change-in-flight': {
      what: '有一次改密的请求正在途中，未作任何改动，改密照常继续。',
      next: '请等其结束后再恢复。',
    },
    'work-in-flight': {
      what: '有不可中断的工作正在进行，例如备份或导入。未作任何改动，该工作照常继续。',
      next: '请等其结束后再恢复。',
    },
    'does-not-open': {
      what: '{place} 通过了校验，却无法打开。原有数据文件已重新启用，内容完整。',
      next: '请另选一份备份，并将此文件保留原样。',
    },
  },
  storeFull: {
    what: '数据文件所在磁盘已满，无法继续写入：此前已写入的内容保留，其余没有执行。',
    next: '请腾出空间后重试。若正在改密，请先查看该账号的历史：请求可能已经发出。',
  },
}
