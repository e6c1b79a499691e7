/** Enough components for a publication to be hit in its middle. */
export const names: readonly string[] = Array.from({ length: 1500 }, (_, index) => `ApexClass:Class${index}`);

/** What everything that a run publishes is called. */
export const generation = (run: { readonly number: number }): string => `generation ${run.number}`;
