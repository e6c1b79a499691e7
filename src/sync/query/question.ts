import type { GrantRecord } from '../../model/access/grants.ts';
import type { ComponentVersion, KnownComponent, ListedComponent } from '../../model/component.ts';
import type { JsonValue } from '../../model/extraction.ts';
import type { ComponentName } from '../../model/names/componentName.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';

/** Attributes of a component that its document does not say. */
export type Facts = { readonly [name: string]: JsonValue };

/** What the document of a component says of it. */
export type DocumentRoot = { readonly attributes: Facts; readonly label?: string | undefined };

/** All grants of some principals. */
export type PrincipalGrants = ReadonlyArray<{
  readonly principal: ComponentName;
  readonly grants: readonly GrantRecord[];
}>;

export type Said = {
  readonly facts: Facts;
  /** For components whose documents have no label, or that have no document. */
  readonly label?: string | undefined;
  readonly description?: string | undefined;
};

/** What one question to the org says of some components. */
export type FactSource = {
  /** All that it may say; a component about which it has no answer keeps what the model has of these. */
  readonly names: readonly string[];
  readonly isAbout: (version: ComponentVersion) => boolean;
  /** Undefined where the org gave no answer, or does not know the component. */
  readonly say: (version: ComponentVersion, from: FactContext) => Said | undefined;
  /** Whether `say` has to see the component's document, which is then read from the store. */
  readonly needsDocument?: (version: ComponentVersion, known: KnownComponent | undefined) => boolean;
};

export type FactContext = {
  /** The component as the model has it. */
  readonly known: KnownComponent | undefined;
  /** Its document, where `needsDocument` asked for it. */
  readonly document: DocumentRoot | undefined;
};

/** How a question ended. `not given`: the org has no such object or field, or does not show it to this user. */
export type AnswerState = 'answered' | 'not given' | 'failed' | 'not asked';

/** What earlier questions of the same sync were answered. */
export type Answers = {
  readonly to: <Answer>(question: Question<Answer>) => Answer | undefined;
  readonly stateOf: (question: Question<unknown>) => AnswerState;
};

export type Asking = {
  readonly session: OrgSession;
  readonly components: readonly ListedComponent[];
  /** The model before this sync: it names what could not be listed. */
  readonly known: readonly ListedComponent[];
  readonly answers: Answers;
};

/**
 * Something that the Metadata API can't say, and that is asked by query. A run in which it fails is partial; what the org
 * does not give is a warning.
 */
export type Question<Answer> = {
  /** Begins the sentence that tells a person of its failure: `<name> could not be read: …`. */
  readonly name: string;
  /** The type that is not complete without the answer. */
  readonly type: string;
  /** Asked only if the org has listed components of the type, or also without. */
  readonly asked: 'with type' | 'always';
  /** Undefined where an earlier answer that it needs is missing, or the org does not have what is asked for. */
  read(asking: Asking): Promise<Answer | undefined>;
  /** What the answer says of components. Called without an answer too: it tells what components then keep. */
  facts?(answer: Answer | undefined, answers: Answers): readonly FactSource[];
  grants?(answer: Answer): PrincipalGrants;
  /** What a person should know of an answer. */
  warnings?(answer: Answer): readonly string[];
};
