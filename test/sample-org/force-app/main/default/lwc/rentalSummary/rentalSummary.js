import { LightningElement, api, wire } from 'lwc';
import { getRecord, getFieldValue } from 'lightning/uiRecordApi';
import getQuote from '@salesforce/apex/BikeFinderController.quote';
import RENTAL from '@salesforce/schema/Rental__c';
import SUBTOTAL from '@salesforce/schema/Rental__c.Subtotal__c';
import TOTAL from '@salesforce/schema/Rental__c.Total__c';
import STATUS from '@salesforce/schema/Rental__c.Status__c';
import TIER from '@salesforce/schema/Rental__c.Account__r.Customer_Tier__c';
import MANAGER_NAME from '@salesforce/schema/Rental__c.Pickup_Depot__r.Manager__r.Name';
import OVERDUE from '@salesforce/label/c.Overdue_Badge';
import userId from '@salesforce/user/Id';
import { formatMoney } from 'c/formatting';

export default class RentalSummary extends LightningElement {
    @api recordId;
    @api heading;
    @api showMap = false;
    objectApiName = RENTAL.objectApiName;
    quote;

    @wire(getRecord, { recordId: '$recordId', fields: [SUBTOTAL, TOTAL, STATUS], optionalFields: [TIER, MANAGER_NAME] })
    rental;

    get total() {
        return formatMoney(getFieldValue(this.rental.data, TOTAL) ?? getFieldValue(this.rental.data, SUBTOTAL));
    }

    get tier() {
        return getFieldValue(this.rental.data, TIER);
    }

    get manager() {
        return getFieldValue(this.rental.data, MANAGER_NAME);
    }

    get badge() {
        return getFieldValue(this.rental.data, STATUS) === 'Active' ? OVERDUE : '';
    }

    async connectedCallback() {
        if (userId) {
            this.quote = await getQuote({ rentalId: this.recordId });
        }
    }
}
