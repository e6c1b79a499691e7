import { LightningElement } from 'lwc';

export default class PickupHint extends LightningElement {}
