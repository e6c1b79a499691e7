import type { ErrorKey } from '../../errors.ts';

/** What may be done again after an answer. */
export type Repeatable =
  /** A call that starts a job: only where the server can't have taken the request. */
  | 'start'
  /** A call that only reads. */
  | 'call'
  /** The call, with a renewed session. */
  | 'renewed'
  /** The look at a retrieve job. */
  | 'poll'
  /** A retrieve as a whole, as a new job. */
  | 'retrieve'
  /** A sync as a whole, some time later. */
  | 'sync';

/** How a row recognises an answer. */
export type Recognised = {
  /** Who answers: Salesforce itself, the servers before it, the network between, or our own code in their place. */
  readonly from: 'Salesforce' | 'edge' | 'network' | 'sf elements';
  /**
   * Codes of REST and SOAP, `error` of OAuth, codes of network errors, `HTTP_404` where there is no other. A `*` at the end
   * stands for any rest; alone, for any code.
   */
  readonly codes?: readonly string[];
  /** What the text beside the code must hold, where the code alone says too little. */
  readonly saying?: RegExp;
  /** HTTP statuses, whatever code comes with them. */
  readonly statuses?: readonly number[];
  /** Texts by which it is recognised where no code does. */
  readonly text?: RegExp;
  /** Operations in which the row counts; all when not given. */
  readonly operations?: readonly string[];
};

type Fatal = {
  /** It ends the whole sync: repeating, splitting or going on can't help. */
  readonly meaning: 'fatal';
  readonly repeat?: readonly ['renewed'];
};

type Transient = {
  /** It passes by itself. */
  readonly meaning: 'transient';
  readonly repeat: readonly Repeatable[];
  /** What it means when repeating did not help: `failed` is the call's failure, of which no part of the request is guilty. */
  readonly afterwards: 'fatal' | 'split' | 'failed';
};

type NotGiven = {
  /** The org lacks it, or its user may not see it: no failure, but a fact about the org. */
  readonly meaning: 'not given';
  /** The org has no such thing, whoever asks. */
  readonly lacking?: true;
  readonly repeat?: undefined;
};

type Split = {
  /** One bad part of the request, or too many parts: found by asking for fewer. */
  readonly meaning: 'split';
  readonly repeat?: undefined;
};

/** One line of the error policy. */
export type FaultRow = Recognised &
  (Fatal | Transient | NotGiven | Split) & {
    /** What it is, for people. */
    readonly about: string;
    /** The named error that it becomes, where it ends a command. */
    readonly error?: ErrorKey;
    /** As it is worded, for people to look up: `CODE: text`, or a text without a code. */
    readonly answers: readonly string[];
  };

export type Meaning = FaultRow['meaning'];
