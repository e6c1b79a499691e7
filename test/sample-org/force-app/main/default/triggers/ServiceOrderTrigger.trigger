trigger ServiceOrderTrigger on Service_Order__c(after insert) {
    new ServiceOrderTriggerHandler().run();
}
