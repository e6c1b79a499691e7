import { LightningElement, api, wire } from 'lwc';
import { loadStyle } from 'lightning/platformResourceLoader';
import depotsNear from '@salesforce/apex/BikeFinderController.depotsNear';
import FLEET_STYLES from '@salesforce/resourceUrl/FleetStyles';
import BIKE_ICONS from '@salesforce/resourceUrl/BikeIcons';
import POSITION_LATITUDE from '@salesforce/schema/Depot__c.Position__Latitude__s';
import POSITION_LONGITUDE from '@salesforce/schema/Depot__c.Position__Longitude__s';
import DEPOT_NAME from '@salesforce/schema/Depot__c.Name';

const BASEL = { latitude: 47.5474, longitude: 7.5896 };

export default class DepotMap extends LightningElement {
    @api recordId;
    @api zoom = 12;
    icon = `${BIKE_ICONS}/depot.svg`;

    @wire(depotsNear, BASEL)
    depots;

    get markers() {
        return (this.depots?.data ?? []).map((depot) => ({
            location: { Latitude: depot[POSITION_LATITUDE.fieldApiName], Longitude: depot[POSITION_LONGITUDE.fieldApiName] },
            title: depot[DEPOT_NAME.fieldApiName]
        }));
    }

    renderedCallback() {
        loadStyle(this, FLEET_STYLES);
    }
}
