trigger RentalTrigger on Rental__c(before insert, before update, after insert, after update) {
    new RentalTriggerHandler().run();
}
