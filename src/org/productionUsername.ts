/** The production user through whom the sf CLI knows a sandbox; undefined where it was not created or logged in that way. */
export const productionUsername = async (sandboxOrgId: string): Promise<string | undefined> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const { sandboxes } = await StateAggregator.getInstance();
  for (const id of [sandboxOrgId, sandboxOrgId.slice(0, 15)]) {
    if (await sandboxes.hasFile(id)) return (await sandboxes.read(id))?.prodOrgUsername;
  }
  return undefined;
};
