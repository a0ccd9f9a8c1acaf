import type { BackendSecretKind } from '../../../shared/model/backend-secret.ts'
import type { OutcomeStatus } from '../../../shared/model/outcome.ts'

const secret: Record<BackendSecretKind, string> = {
  'calling-password': 'Password of the calling admin',
  token: 'Token',
  'sign-key': 'Signing key',
  signature: 'Application signature',
  userkey: 'Userkey',
}

const tested: Record<OutcomeStatus | 'unanswered' | 'failing', { heading: string; next: string }> = {
  succeeded: {
    heading: 'The backend answers, and takes these credentials.',
    next: 'Nothing was changed there. The backend is ready to be used.',
  },
  rejected: {
    heading: 'The backend answers, but refuses.',
    next: 'Nothing was changed there. Put right what it names, then test again.',
  },
  refused: {
    heading: 'Nothing was sent: a rule stops the request.',
    next: 'Put right what the rule asks for, then test again.',
  },
  unreachable: {
    heading: 'No connection came about.',
    next: 'Nothing was sent. Check address, proxy and CA file, and that the backend runs.',
  },
  unanswered: {
    heading: 'The request was sent, and was not answered.',
    next: 'Nothing was changed there. See that the backend runs and keeps up; a proxy on the way may also hold answers back.',
  },
  failing: {
    heading: 'Something answers, with an error of its own.',
    next: 'Nothing was changed there. The wire details show whether it is the backend or a gateway before it.',
  },
  unknown: {
    heading: 'Something answers, but not as the document says.',
    next: 'Nothing was changed there. The wire details show whether another program answers at this address.',
  },
}

/** Holds the words of the backends and of entering their admins. */
export const backends = {
  title: 'Backends',
  lead: 'The servers that Latchkey sends password operations to.',
  count: 'No backends | 1 backend | {n} backends',
  caption: 'Backends with what became of the last request to each',
  none: 'No backend fits this choice.',
  column: {
    name: 'Name',
    environment: 'Environment',
    system: 'System',
    url: 'Address',
    last: 'Last exchange',
    actions: 'Actions',
  },
  open: 'Show {name}',
  own: 'inside Latchkey',
  everySystem: 'all four',
  noneSent: 'none yet',
  unencrypted: 'Unencrypted',
  enterAgain: 'Credentials to enter again',
  damaged: 'Changed from outside',
  damagedNext:
    'The entry was changed outside Latchkey, so nothing is sent to it. Verify the audit, then add the backend again under another name, or restore a backup.',
  damagedOwn:
    'The entry was changed outside Latchkey, so nothing is sent to it. Verify the audit, and restore a backup.',
  builtIn: 'Built-in',
  add: 'Add a backend',
  edit: 'Edit…',
  editTitle: 'Edit {name}',
  addAdmin: 'Enter an admin…',
  addAdminTo: 'Enter an admin of {name}',
  form: {
    system: 'System',
    name: 'Name',
    nameHint: 'As your team calls it, for example “IM Shanghai”.',
    url: 'Address',
    urlHint: 'Scheme, host and port only, for example https://im.example.com:10009.',
    urlHintYunhu: 'With the path to company and account set: https://host/ErpServer/h5api/CMID/ACDB.',
    urlSecret:
      'User names, passwords, queries and fragments do not belong in an address: addresses end up in logs. Latchkey refuses them; enter credentials below.',
    urlScheme: 'An address begins with https:// or http://.',
    urlMoves:
      'Another host or port: the credentials that were entered for the old one are taken away, and have to be entered again.',
    environment: 'Environment',
    does: {
      openim: 'For changing admin passwords, one by one or many in a rotation.',
      nobase:
        'For its applications: what they are set to, and what callers get from it. It has no admins: admin passwords are changed at an openim backend.',
      shuidi: 'For resetting users’ passwords, with a code sent to the phone.',
      yunhu: 'For resetting users’ passwords, with a picture to read and a code sent to the phone.',
    },
    environmentHint: 'Colours the backend wherever it appears.',
    encoding: 'Password on the wire',
    plain: 'as typed',
    'md5-hex': 'MD5 hex',
    encodingHint: 'As typed is what the document shows; the vendor’s own web page sends the MD5 in hex.',
    callingAdmin: 'Calling admin',
    callingAdminHint:
      'Optional. The account that signs in for every change. Empty: a pasted token, or else each admin with its own password.',
    on: 'on',
    off: 'off',
    notKnown: 'not known',
    signTemplate: 'Sign rule',
    signTemplateHint:
      'MD5 in lower-case hex over this text. Between braces: action, phone, code, uid, timestrap, new_password, key.',
    assumed: 'assumption',
    assumedWhy:
      'No document gives the rule of sign_md5. Empty, Latchkey signs by its assumption: {rule}. Ask the vendor, and enter theirs.',
    way: 'CA file and proxy',
    authorities: 'CA file (PEM)',
    authoritiesHint:
      'For a server whose certificate an inner authority signed. It takes the place of the system’s authorities.',
    authoritiesKept: 'A CA file is kept. A new one takes its place.',
    authoritiesRemove: 'Take the CA file away',
    pick: 'Choose a file…',
    tooBig: 'The file is larger than 256 KiB, which no CA file is. Nothing was read.',
    noText:
      'The file is no text, so it is no CA file in PEM, which begins with BEGIN CERTIFICATE. Nothing was taken from it.',
    proxy: 'Proxy',
    proxyHint:
      'For example http://proxy.example:3128. Empty: straight there. Settings of the system are not taken.',
    credentials: 'Credentials (can be entered later)',
    credentialsHint: 'They go sealed into the vault, bound to this address, and are never shown again.',
    consentWhy:
      'Nothing was saved yet: by http:// passwords reach {name} unencrypted. Use https:// if the server has it; if not, agree below.',
    consent: 'Type {name} to send passwords there unencrypted',
    consentHint: 'With http:// everybody on the way can read them. Your consent is recorded in the audit.',
    submit: 'Add',
    save: 'Save',
    partly: 'The backend was added, but a credential could not be kept. Open the backend and enter it there.',
  },
  detail: {
    environment: 'Environment',
    address: 'Address',
    consented: 'http:// beyond this machine was consented to: passwords go there unencrypted.',
    here: 'http:// on this machine: unencrypted, and it does not leave it.',
    trust: 'Trusts',
    system: 'the authorities of the system',
    authorities: 'only the CA file:',
    proxy: 'Proxy',
    direct: 'none, straight there',
    builtIn: 'It is part of Latchkey and has a page of its own.',
    builtInLink: 'Built-in backend',
    credentials: 'Credentials',
    exchanges: 'Its exchanges',
    none: 'none',
    remove: 'Remove…',
    removeTitle: 'Remove {name}?',
    removeText: 'The entry and its credentials go. What was done there stays in the audit.',
    removeDo: 'Remove',
  },
  application: {
    title: 'Applications',
    none: 'None yet. Without an application nothing can be sent: every request names one and carries its signature.',
    later: 'Its applications, with their flags and signatures, are entered once the backend is added.',
    add: 'Enter an application…',
    addTo: 'Enter an application of {name}',
    editTitle: 'Application {name}',
    appid: 'Application (appid)',
    appidHint: 'As the console shows it.',
    console: {
      tokenValidation: 'Token validation (console)',
      allowPasswordChange: 'Allow password change (console)',
    },
    flagHint:
      'A record only: Latchkey can neither read nor set the console of this backend. Set it there, then record here what it shows; an answer that contradicts it is reported.',
    effect: {
      tokenValidation: {
        on: 'Latchkey sends updateSign with a token alone.',
        off: 'Latchkey sends newPass and updateSign with account and password alone.',
        notKnown: 'Latchkey sends either proof, and compares no answer with the record.',
      },
      allowPasswordChange: {
        on: 'Latchkey sends newPass, and reports an answer that says otherwise.',
        off: 'Latchkey refuses newPass for this application before anything is sent. Others are stopped by the console alone.',
        notKnown: 'Latchkey sends newPass, and compares no answer with the record.',
      },
    },
    saved: 'Recorded: {name}. Latchkey goes by it from the next request on. The console stays as it is.',
    undone: 'Taken back: {name}. Latchkey goes by it from the next request on. The console stays as it is.',
    signatureHint: 'Goes sealed into the vault, bound to this address, and is never shown again.',
    removeText:
      'The application and its signature are taken from this backend. What was done with them stays in the audit.',
  },
  secret,
  secretState: {
    kept: 'entered',
    elsewhere: 'Entered for another address: it is not used. Enter it again for {origin}.',
    missing: 'not entered',
    enter: 'Enter…',
    again: 'Enter again…',
    replace: 'Replace…',
    remove: 'Take away',
    save: 'Keep',
    new: '{kind}, new',
    goesTo: 'Is bound to {origin}: no other address can use it.',
  },
  test: {
    at: 'Tested at {time}',
    run: 'Test',
    again: 'Test again',
    running: 'Testing…',
    connected: 'Connected in {n} ms.',
    connectedNext:
      'Something answers at this address; whether it is the backend shows with the first request. Nothing was sent: {system} has no request that changes nothing.',
    connectedEnter:
      'Something answers at this address. Nothing was sent: to see whether it is the backend, enter a calling admin (under “Edit…”) and their password, then test again.',
    notConnected: 'No connection came about: {failure}.',
    notConnectedNext: 'Nothing was sent. Check address, proxy and CA file, and that the backend runs.',
    wrongCredentials: 'It does not know the account, or the password kept here is not the one in force.',
    outcome: tested,
  },
  admin: {
    userID: 'User ID',
    userIDHint: 'The backend’s userID, not the account name. The backend tells it.',
    lookUp: 'Ask the backend',
    lookUpHint: 'Signs in there once with this account and password. Changes nothing.',
    lookedUp: {
      found: 'The backend knows this admin as {userID}.',
      refused: 'The backend refuses this account with this password.',
      silent: 'The backend took the sign-in, and named no userID.',
      none: 'The backend did not tell the user ID.',
      next: 'Nothing was changed. Correct them and ask again, or type the user ID.',
    },
    entered: '{account} is entered.',
    enteredOpen: 'Show it under “Admin passwords”',
    account: 'Account',
    nickname: 'Name',
    password: 'Current password',
    passwordHint: 'Goes sealed into the vault. Leave it empty to type it when it is changed.',
    submit: 'Enter',
  },
}
