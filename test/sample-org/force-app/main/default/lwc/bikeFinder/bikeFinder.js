import { LightningElement, wire } from 'lwc';
import { publish, MessageContext } from 'lightning/messageService';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import BIKE_SELECTED from '@salesforce/messageChannel/BikeSelected__c';
import findBikes from '@salesforce/apex/BikeFinderController.find';
import reportDamage from '@salesforce/apex/BikeFinderController.reportDamage';
import NO_BIKES from '@salesforce/label/c.No_Bikes_Found';
import SEARCH from '@salesforce/label/c.Search_Bikes';
import canSeeCodes from '@salesforce/customPermission/See_Lock_Codes';
import { formatBattery } from 'c/formatting';

const COLUMNS = [
    { label: 'Bike', fieldName: 'Name' },
    { label: 'Frame', fieldName: 'Frame_Number__c' },
    { label: 'Battery', fieldName: 'battery' },
    { type: 'action', typeAttributes: { rowActions: [{ label: 'Damaged', name: 'damaged' }] } }
];

export default class BikeFinder extends LightningElement {
    columns = COLUMNS;
    labels = { NO_BIKES, SEARCH };
    text = '';
    depotId = null;
    rows = [];

    @wire(MessageContext) messageContext;

    @wire(findBikes, { text: '$text', depotId: '$depotId' })
    receive({ data, error }) {
        if (data) {
            this.rows = data.map((bike) => ({ ...bike, battery: formatBattery(bike.Battery_Level__c) }));
        } else if (error) {
            this.dispatchEvent(new ShowToastEvent({ title: error.body.message, variant: 'error' }));
        }
    }

    get showCodes() {
        return canSeeCodes;
    }

    get isEmpty() {
        return this.rows.length === 0;
    }

    handleSearch(event) {
        this.text = event.target.value;
    }

    handleSelect(event) {
        const [bike] = event.detail.selectedRows;
        publish(this.messageContext, BIKE_SELECTED, { recordId: bike.Id, frameNumber: bike.Frame_Number__c });
    }

    async handleAction(event) {
        await reportDamage({ bikeId: event.detail.row.Id, severity: '2', description: 'Reported in the finder' });
    }
}
