import type { FaultRow } from './faultRow.ts';

/** No code of the network's own: an answer came, but it is cut off or not the one of the call. */
export const BROKEN_ANSWER = 'BROKEN_ANSWER';

/** What the network between answers. source-deploy-retrieve and jsforce repeat on the same. */
export const NETWORK_ROWS: readonly FaultRow[] = [
  {
    from: 'network',
    codes: [
      'CERT_*',
      'SELF_SIGNED_*',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT*',
      'ERR_TLS_*',
    ],
    about: 'The certificate of the server, or of a proxy, is not trusted.',
    meaning: 'fatal',
    error: 'orgUnreachable',
    answers: ['CERT_HAS_EXPIRED: certificate has expired', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  },
  {
    from: 'network',
    codes: ['*'],
    saying: /certificate|wrong version number/i,
    about: 'The secure connection cannot be set up.',
    meaning: 'fatal',
    error: 'orgUnreachable',
    answers: ['EPROTO: write EPROTO wrong version number'],
  },
  {
    from: 'network',
    codes: [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'EHOSTDOWN',
      'ENETUNREACH',
      'UND_ERR_CONNECT_TIMEOUT',
    ],
    text: /DomainNotFound/,
    about: 'No connection was made, so nothing was received.',
    meaning: 'transient',
    repeat: ['start', 'call', 'retrieve', 'sync'],
    afterwards: 'failed',
    error: 'orgUnreachable',
    answers: ['ECONNREFUSED: connect ECONNREFUSED', 'ENOTFOUND: getaddrinfo ENOTFOUND', 'DomainNotFoundError'],
  },
  {
    from: 'network',
    codes: ['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'ENETDOWN', 'ENOMEM', 'EPIPE', 'UND_ERR_*'],
    text: /fetch failed|\bterminated\b|socket hang up|connection timeout|Client network socket disconnected/,
    about: 'The connection broke, or no answer came in time.',
    meaning: 'transient',
    repeat: ['call', 'retrieve', 'sync'],
    afterwards: 'failed',
    error: 'orgUnreachable',
    answers: [
      'ECONNRESET: read ECONNRESET',
      'ETIMEDOUT: connect ETIMEDOUT',
      'UND_ERR_SOCKET: other side closed',
      'socket hang up',
      'connection timeout',
      'Client network socket disconnected before secure TLS connection was established',
    ],
  },
  {
    from: 'network',
    codes: [BROKEN_ANSWER, 'HPE_*'],
    about: 'The answer is cut off, or is not the one of this call.',
    meaning: 'transient',
    repeat: ['call', 'retrieve', 'sync'],
    afterwards: 'failed',
    error: 'orgUnreachable',
    answers: [`${BROKEN_ANSWER}: the answer is cut off or no XML`, 'HPE_INVALID_CONSTANT: Expected HTTP/'],
  },
  {
    from: 'network',
    codes: ['*'],
    about: 'Another error on the way.',
    meaning: 'transient',
    repeat: ['call', 'retrieve', 'sync'],
    afterwards: 'failed',
    error: 'orgUnreachable',
    answers: ['ERR_STREAM_PREMATURE_CLOSE: Premature close'],
  },
];
