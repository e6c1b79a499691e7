import { createElement } from 'lwc';
import RentalSummary from 'c/rentalSummary';

describe('c-rental-summary', () => {
    it('has a card', () => {
        const element = createElement('c-rental-summary', { is: RentalSummary });
        document.body.appendChild(element);
        expect(element.shadowRoot.querySelector('lightning-card')).not.toBeNull();
    });
});
