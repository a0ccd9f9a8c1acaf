/** Holds what packaging burns into Electron's binary: `true` switches a fuse on. */
export const fuses = {
  /** Would let the environment turn the program into a plain Node. */
  RunAsNode: false,
  EnableCookieEncryption: true,
  /** Would let NODE_OPTIONS load code into the program. */
  EnableNodeOptionsEnvironmentVariable: false,
  /** Would let --inspect open a debugger. */
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  /** No page comes from file://. */
  GrantFileProtocolExtraPrivileges: false,
} as const satisfies Readonly<Record<string, boolean>>
