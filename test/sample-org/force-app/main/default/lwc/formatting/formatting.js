import LOCALE from '@salesforce/i18n/locale';
import CURRENCY from '@salesforce/i18n/currency';

/** "41 %", or an empty string when nothing is known. */
export const formatBattery = (level) => (level === null || level === undefined ? '' : `${Math.round(level)} %`);

export const formatMoney = (amount) => new Intl.NumberFormat(LOCALE, { style: 'currency', currency: CURRENCY }).format(amount ?? 0);
