import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { DoctorLine } from '../../../shared/model/doctor.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { failing, well } from './doctor-line.ts'

/** Says on what kind of machine a store lies, and where its user's own files belong. */
export interface Surroundings {
  platform: NodeJS.Platform
  profile: string | null
}

/** Examines who else may enter the folder of a store. */
export function examineFolder(storePath: string, { platform, profile }: Surroundings): DoctorLine {
  const folder = dirname(resolve(storePath))
  if (platform !== 'win32') {
    const mode = statSync(folder).mode & 0o777
    return (mode & 0o077) === 0
      ? well('folder', 'folder-private', { folder })
      : failing('folder', 'folder-open', { folder, mode: mode.toString(8) })
  }
  // Modes mean nothing there: what protects is the access list of the profile's folder.
  const inProfile = profile !== null && isInside(folder, profile)
  return inProfile
    ? well('folder', 'in-profile', { folder })
    : failing('folder', 'outside-profile', { folder, profile: profile ?? '' })
}

function isInside(folder: string, profile: string): boolean {
  const way = relative(resolve(profile), folder)
  return way === '' || (!way.startsWith('..') && resolve(folder, way) !== way)
}

/** Examines who else may read the files of a store: its own, its log, and what the desk keeps beside it. */
export function examineFiles(storePath: string, { platform }: Surroundings): DoctorLine {
  const files = platform === 'win32' ? [] : filesOf(storePath)
  const open = files.filter((file) => (statSync(file).mode & 0o077) !== 0)
  if (open[0] === undefined) return well('files', 'files-private', { files: files.length })
  const mode = (statSync(open[0]).mode & 0o777).toString(8)
  return failing('files', 'file-open', { file: open[0], mode, files: open.length })
}

function filesOf(storePath: string): string[] {
  const folder = dirname(storePath)
  const beside = readdirSync(folder).map((name) => join(folder, name))
  const kept = ['anchors', 'backups']
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
  return [...beside.filter((path) => path.startsWith(storePath)), ...kept].filter((path) =>
    statSync(path, { throwIfNoEntry: false })?.isFile(),
  )
}

/** Examines whether the disk of a store has room for it to grow and to be backed up. */
export function examineSpace(storePath: string): DoctorLine {
  const { bavail, bsize } = statfsSync(dirname(resolve(storePath)))
  const free = bavail * bsize
  const needed = Math.max(thresholds.leastFreeSpace, 2 * statSync(storePath).size)
  return free >= needed
    ? well('space', 'space-enough', { free })
    : failing('space', 'space-short', { free, needed })
}
