import { LAYOUT_PLACES } from '../../model/names/nameParts.ts';
import { AFTER_OBJECT, type Overrides } from '../override.ts';
import { LIST_ELSEWHERE, setupList, setupPage } from '../setupPages.ts';

/** What people see: apps, pages, layouts, actions, themes, sites. */
export const ui: Overrides = {
  AppMenu: { expectedBytes: 800, setup: setupList('AppMenu') },
  /** Which pages a profile sees, by record type, comes back only for profiles and record types of the same request. */
  CustomApplication: {
    requestDependent: ['profileActionOverrides'],
    companions: { request: 'access', types: ['Profile', 'RecordType'], ofObject: [], objects: {}, leftOut: [] },
    expectedBytes: 1_000,
    setup: setupList('NavigationMenus', '/{id}'),
  },
  CustomTab: { setup: setupPage('CustomTabs') },
  CustomPageWebLink: { setup: { classic: '/{id}' } },
  CustomHelpMenuSection: {},
  HomePageComponent: { expectedBytes: 500, setup: { classic: '/{id}' } },
  HomePageLayout: { expectedBytes: 300, setup: { classic: '/{id}' } },

  FlexiPage: {
    expectedBytes: 2_000,
    // The list of pages in Classic: Force Navigator.
    setup: { ...setupPage('FlexiPageList'), classic: ['/{id}', '/_ui/flexipage/ui/FlexiPageFilterListPage'] },
  },
  /** Not on the positive list of trusted stamps: no source says that a layout's date moves with each change. */
  Layout: {
    owner: { type: 'CustomObject', until: '-', special: LAYOUT_PLACES },
    packaged: 'retrieve',
    expectedBytes: 2_000,
    setup: {
      lightning: [
        '/lightning/setup/ObjectManager/{parent}/PageLayouts/{id}/view',
        '/lightning/setup/ObjectManager/{parent}/PageLayouts/view',
        // The list of global layouts (source: Force Navigator).
        '/lightning/setup/GlobalPublisherLayouts/home',
      ],
      classic: '/{id}',
      kinds: LIST_ELSEWHERE,
    },
  },
  /** Actions of an object are named `Object.Action`, global ones have no object in front. */
  QuickAction: {
    owner: AFTER_OBJECT,
    expectedBytes: 1_000,
    setup: {
      lightning: [
        // Extensions that list the parts of an object.
        '/lightning/setup/ObjectManager/{parent}/ButtonsLinksActions/{id}/view',
        '/lightning/setup/ObjectManager/{parent}/ButtonsLinksActions/view',
        // The list of global actions (source: Force Navigator); no source has a page for one of them.
        '/lightning/setup/GlobalActions/home',
      ],
      classic: '/{id}',
    },
  },
  // One page for all paths (source: Force Navigator).
  PathAssistant: {
    expectedBytes: 1_200,
    setup: setupList('PathAssistantSetupHome', '/ui/setup/pathassistant/PathAssistantSetupPage'),
  },

  /**
   * A workspace of an enhanced site or of content, named `site/Shop`. Small sites of public projects have 50 to 100 files;
   * each page, route and theme is two more, and one more for each language.
   */
  DigitalExperienceBundle: { expectedBytes: 150_000, expectedFiles: 500 },
  /** Has no XML file: name and description are in its schema. */
  LightningTypeBundle: { expectedBytes: 700 },
  BrandingSet: { expectedBytes: 800 },
  LightningExperienceTheme: { setup: setupList('ThemingAndBranding') },
  CustomSite: { expectedBytes: 1_200, setup: { classic: '/{id}' } },
  Network: { expectedBytes: 2_500, setup: setupList('SetupNetworks') },
};
