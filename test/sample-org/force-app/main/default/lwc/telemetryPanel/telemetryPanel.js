import { LightningElement, api, wire } from 'lwc';
import { subscribe, unsubscribe, MessageContext, APPLICATION_SCOPE } from 'lightning/messageService';
import { subscribe as listen } from 'lightning/empApi';
import { getRecord } from 'lightning/uiRecordApi';
import BIKE_SELECTED from '@salesforce/messageChannel/BikeSelected__c';
import BATTERY from '@salesforce/schema/Bike__c.Battery_Level__c';
import LAST_SEEN from '@salesforce/schema/Bike__c.Last_Seen__c';
import FIRMWARE from '@salesforce/schema/Bike__c.Device__r.fleetkit__Firmware__c';
import { formatBattery } from 'c/formatting';

// Bike__c.Lock_Code__c is never shown here.
const CHANNEL = '/event/Bike_Telemetry__e';

export default class TelemetryPanel extends LightningElement {
    @api recordId;
    @api warnBelow = 20;
    level;
    subscription;

    @wire(MessageContext) messageContext;
    @wire(getRecord, { recordId: '$recordId', fields: [BATTERY, LAST_SEEN, FIRMWARE] }) bike;

    connectedCallback() {
        this.subscription = subscribe(this.messageContext, BIKE_SELECTED, ({ recordId }) => (this.recordId = recordId), { scope: APPLICATION_SCOPE });
        listen(CHANNEL, -1, ({ data }) => (this.level = formatBattery(data.payload.Battery_Level__c)));
    }

    disconnectedCallback() {
        unsubscribe(this.subscription);
    }
}
