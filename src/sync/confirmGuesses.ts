import type { Inventory, Scope } from '../metadata/inventory.ts';
import { componentKey } from '../model/componentName.ts';
import type { RetrievedDocuments } from './retrieveDocuments.ts';

/**
 * Turns the guessed names that came back into listed components. Their type counts as listed when every guess was
 * answered, so that one which no longer comes back is deleted; a batch that failed leaves it open.
 */
export const confirmGuesses = (inventory: Inventory, retrieved: RetrievedDocuments): Inventory => {
  if (inventory.guesses.length === 0) return inventory;
  const arrived = new Set(retrieved.documents.map((document) => document.key));
  const stamps = new Map(inventory.stamps);
  const problems = new Map<string, string | undefined>();
  for (const guess of inventory.guesses) {
    const key = componentKey(guess);
    const loss = retrieved.notRetrieved.get(key);
    // A component that came but can't be read is there all the same.
    if (arrived.has(key) || loss?.unreadable) stamps.set(key, guess);
    problems.set(guess.type, problems.get(guess.type) ?? (loss && !loss.unreadable ? loss.reason : undefined));
  }
  const scopes = [...problems].map(([type, problem]): Scope => ({
    name: type,
    type,
    ...(problem === undefined ? { state: 'listed' } : { state: 'failed', problem }),
  }));
  return { ...inventory, stamps, scopes: [...inventory.scopes, ...scopes], guesses: [] };
};
