({
    load: function (component) {
        var action = component.get('c.find');
        action.setParams({ text: component.get('v.text'), depotId: null });
        action.setCallback(this, function (response) {
            if (response.getState() === 'SUCCESS') {
                component.set('v.bikes', response.getReturnValue());
            }
        });
        $A.enqueueAction(action);
    }
});
