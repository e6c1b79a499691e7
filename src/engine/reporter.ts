/** The stages of a sync in their order. */
export const SYNC_STAGES = ['Check', 'List', 'Plan', 'Retrieve', 'Query', 'Confirm', 'Build', 'Publish'] as const;

export type SyncStage = (typeof SYNC_STAGES)[number];

export type SyncFigures = {
  readonly listed?: number;
  readonly toRetrieve?: number;
  readonly retrieved?: number;
  readonly added?: number;
  readonly updated?: number;
  readonly renamed?: number;
  readonly deleted?: number;
  readonly apiCalls?: number;
};

/** How the engine tells what it is doing. It never prints itself. */
export type Reporter = {
  stage(stage: SyncStage): void;
  /** Figures known so far; later ones replace earlier ones of the same name. */
  figures(figures: SyncFigures): void;
};

export const silentReporter: Reporter = {
  stage: () => undefined,
  figures: () => undefined,
};
