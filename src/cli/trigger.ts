/** What started a sync. Build servers set `CI`, by a convention that nearly all of them keep. */
export const trigger = (environment: { readonly [name: string]: string | undefined }): 'manual' | 'pipeline' => {
  const ci = environment['CI']?.toLowerCase() ?? '';
  return ['', '0', 'false'].includes(ci) ? 'manual' : 'pipeline';
};
