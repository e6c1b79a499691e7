({
    doInit: function (component, event, helper) {
        helper.load(component);
    },
    search: function (component, event, helper) {
        helper.load(component);
        component.getEvent('rentalChosen').setParams({ rentalId: component.get('v.recordId') }).fire();
    }
});
