/** Holds the words of the operators page. */
export const operators = {
  title: 'Operators',
  count: 'No operators | 1 operator | {n} operators',
  lead: 'Who may sign in to this store, and what their key opens.',
  caption: 'Operators of this store',
  none: 'No operator fits this choice.',
  column: { name: 'Name', role: 'Role', state: 'State', lastSignIn: 'Last sign-in', since: 'Since' },
  state: {
    active: 'Active',
    disabled: 'Disabled',
    mustChange: 'One-time password',
    locked: 'Locked out',
  },
  stateWhy: {
    disabled: 'Disabled on {time}. No password opens anything for them.',
    mustChange:
      'They have yet to set a password of their own. The one-time password that they were handed holds until {time}.',
    ranOut:
      'They did not set a password of their own in time: the one-time password that they were handed held until {time}. “Change role or password” gives them another.',
    locked: 'Too many wrong passwords. None is tried until {time}.',
  },
  never: 'never',
  you: 'you',
  open: 'Open {name}',
  name: 'Name',
  role: 'Role',
  add: 'Add an operator',
  addTitle: 'Add an operator',
  addLead:
    'You get a one-time password to hand over. With it they can sign in and do one thing: set a password of their own.',
  submit: 'Add',
  own: 'This is you. Your own password and the recovery key are in Settings.',
  toSettings: 'Open Settings',
  unlock: 'Unlock',
  unlockWhy: 'Forgets the wrong passwords, so that they can try again at once.',
  act: {
    role: {
      button: 'Change role or password',
      why: 'For another role, or when they forgot their password.',
      title: 'New role or password for {name}',
      text: 'Their password opens nothing any more and their sessions end at once. You get a one-time password to hand over.',
      submit: 'Make a one-time password',
    },
    disable: {
      button: 'Disable',
      why: 'Their password opens nothing any more, and their sessions end at once.',
      title: 'Disable {name}?',
      text: 'Their password opens nothing any more and their sessions end at once. What they did stays in the audit under their name, and they can be admitted again with a new password.',
      submit: 'Disable',
    },
    readmit: {
      button: 'Admit again',
      why: 'Lets them in again, with a one-time password.',
      title: 'Admit {name} again',
      text: 'They get the role that you choose, and you get a one-time password to hand over.',
      submit: 'Admit again',
    },
  },
  confirmWhy: 'So that it is the right one.',
  working: 'Making their key. This takes a few seconds.',
  once: {
    title: 'One-time password for {name}',
    lead: 'Hand it over in person or on the telephone. It is shown only now: nobody can look it up later.',
    use: 'With it, {name} can sign in on this machine within three days, once you have locked Latchkey, and do one thing: set a password of their own.',
    done: 'I have handed it over',
    leave:
      'Close it without having handed it over? It cannot be shown again, but “Change role or password” gives {name} another one.',
    stay: 'Keep it open',
    leaveNow: 'Close it',
  },
}
