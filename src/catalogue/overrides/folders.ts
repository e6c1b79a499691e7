import type { Overrides } from '../override.ts';
import { setupList, setupPage } from '../setupPages.ts';

const FOLDER_PAGE = { lightning: '/lightning/r/Folder/{id}/view', classic: '/{id}' };

/** Lightning shows the page of Classic in a frame of its own (learnt from public code that links to it). */
const FRAMED = { lightning: '/lightning/_classic/%2F{id}', classic: '/{id}' };

/** What lies in folders, with the folders: reports, dashboards, documents, e-mail templates; and what those are made with. */
export const folders: Overrides = {
  /** Nested folders are part of the name: `Folder/Sub/Name`. */
  Report: {
    listing: { how: 'folders', folderType: 'ReportFolder', unfiled: 'unfiled$public' },
    expectedBytes: 1_500,
    expectedMs: 16,
    setup: { lightning: '/lightning/r/Report/{id}/view', classic: '/{id}' },
  },
  ReportFolder: { expectedBytes: 300, setup: FOLDER_PAGE },
  ReportType: { expectedBytes: 3_000, setup: setupPage('CustomReportTypes') },
  /** Nested folders are part of the name: `Folder/Sub/Name`. */
  Dashboard: {
    expectedBytes: 2_500,
    expectedMs: 18,
    setup: { lightning: '/lightning/r/Dashboard/{id}/view', classic: '/{id}' },
  },
  DashboardFolder: { expectedBytes: 300, setup: FOLDER_PAGE },

  /** A document's extension is part of its name: `Folder/Logo.png`. */
  Document: { suffix: '', setup: FRAMED },
  DocumentFolder: { expectedBytes: 300, setup: FRAMED },
  // The list of asset files (source: Force Navigator).
  ContentAsset: { shape: 'binary', setup: setupList('ContentAssets', '/{id}') },

  /**
   * Classic and Lightning templates. Lightning ones lie in folders of their own, which no listing returns: their kind is
   * `EmailTemplate`, that of the classic ones `Email`.
   */
  EmailTemplate: {
    listing: { how: 'folders', folderType: 'EmailFolder', unfiled: 'unfiled$public', queried: 'EmailTemplate' },
    packaged: 'retrieve',
    expectedBytes: 2_500,
    setup: setupPage('CommunicationTemplatesEmail'),
  },
  EmailFolder: {
    expectedBytes: 300,
    // No source has a page for one folder in Lightning: the list of classic templates (learnt from public code that links to it).
    setup: setupList('CommunicationTemplatesEmail', '/{id}'),
  },
  Letterhead: { expectedBytes: 600, setup: setupPage('CommunicationTemplatesLetterheads') },
};
