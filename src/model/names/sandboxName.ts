/** `acme--dev` of `https://acme--dev.sandbox.my.salesforce.com`: the company's domain and the sandbox's name. */
export const sandboxName = (instanceUrl: string): string | undefined =>
  /^https?:\/\/([a-z0-9-]+?--[a-z0-9]+)\.(?:[a-z0-9-]+\.)*(?:my\.)?salesforce\.(?:com|mil)(?=[:/]|$)/i
    .exec(instanceUrl)?.[1]
    ?.toLowerCase();
